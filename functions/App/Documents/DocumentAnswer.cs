using Azure;
using FunctionsApp.Applications;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Documents;

/// <summary>An accepted document as an answer: all of it, or the part that a download continues with (RFC 9110, 14).</summary>
/// <param name="Status">200, 206; 304 and 412 have no content.</param>
/// <param name="Range">Of the content, as it was asked for.</param>
internal sealed record DocumentAnswer(SlotState Slot, int Status, HttpRange Range, Stream Content) : IResult
{
    /// <summary>Whether a browser shows it, where it can; else it is saved.</summary>
    public bool IsInline { get; init; }

    /// <summary>The strong ETag: the same content has the same one, whatever its name.</summary>
    public static EntityTagHeaderValue Tag(SlotState slot) => new($"\"{slot.Sha256}\"");

    /// <summary>What the request asks for.</summary>
    /// <exception cref="ProblemException">range-not-satisfiable: it begins behind the end.</exception>
    public static (int Status, HttpRange Range) Asked(HttpRequest request, SlotState slot)
    {
        var status = ReadCondition.Status(request, Tag(slot), changed: null);
        var all = (status, default(HttpRange));
        var headers = request.GetTypedHeaders();
        // Several ranges at once may be answered by all of it; a program that continues asks for one.
        if (status != StatusCodes.Status200OK || !HttpMethods.IsGet(request.Method)
            || headers.Range is not { Ranges.Count: 1 } ranges || ranges.Unit != "bytes" || !IsOf(headers, slot)) return all;
        var asked = ranges.Ranges.Single();
        var (first, last) = asked.From is { } from ? (from, Math.Min(asked.To ?? slot.Bytes - 1, slot.Bytes - 1))
            : (Math.Max(0, slot.Bytes - asked.To!.Value), slot.Bytes - 1);
        if (first > last)
        {
            request.HttpContext.Response.GetTypedHeaders().ContentRange = new ContentRangeHeaderValue(slot.Bytes);
            throw DocumentProblems.RangeNotSatisfiable.With($"文件共 {slot.Bytes} 字节", $"The file has {slot.Bytes} bytes");
        }

        return (StatusCodes.Status206PartialContent, new HttpRange(first, last - first + 1));
    }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        await using var content = Content;
        var response = httpContext.Response;
        var headers = response.GetTypedHeaders();
        headers.ETag = Tag(Slot);
        response.Headers.AcceptRanges = "bytes";
        if (Status == StatusCodes.Status412PreconditionFailed)
        {
            await ProblemResult.From(PlatformProblems.PreconditionFailed.With()).ExecuteAsync(httpContext);
            return;
        }

        response.StatusCode = Status;
        if (Status == StatusCodes.Status304NotModified) return;
        var disposition = new ContentDispositionHeaderValue(IsInline ? "inline" : "attachment");
        disposition.SetHttpFileName(Slot.FileName);
        headers.ContentDisposition = disposition;
        response.ContentType = DeclaredFormat.ByExtension(Slot.FileName!) is { } format ? DeclaredFormat.MediaType(format)
            : "application/octet-stream";
        response.ContentLength = Range.Length ?? Slot.Bytes;
        if (Range.Length is { } length)
        {
            headers.ContentRange = new ContentRangeHeaderValue(Range.Offset, Range.Offset + length - 1, Slot.Bytes);
        }

        if (HttpMethods.IsHead(httpContext.Request.Method)) return;
        try
        {
            await content.CopyToAsync(response.Body, httpContext.RequestAborted);
        }
        catch (ProblemException) when (response.HasStarted)
        {
            // The client must not take what it has for the document.
            httpContext.Abort();
        }
        catch (ProblemException problem)
        {
            (response.ContentLength, headers.ContentDisposition, headers.ContentRange, headers.ETag) = (null, null, null, null);
            await ProblemResult.From(problem).ExecuteAsync(httpContext);
        }
    }

    /// <summary>Whether the part is of what the client has already; a date is no proof of that.</summary>
    private static bool IsOf(Microsoft.AspNetCore.Http.Headers.RequestHeaders headers, SlotState slot) =>
        headers.IfRange is null || headers.IfRange.EntityTag?.Compare(Tag(slot), useStrongComparison: true) == true;
}
