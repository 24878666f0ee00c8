using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Platform.Http;

/// <summary>
/// A page's form with one file, read as it arrives: the proof comes first, the file is never held. What comes after it is refused.
/// </summary>
public sealed class FileForm
{
    private const int MaxFields = 5;
    private const int MaxFieldBytes = 8 * 1024;
    private const int MaxBoundary = 100;

    // Beside the file: fields, boundaries and headers.
    private const int Envelope = 64 * 1024;

    private readonly MultipartReader reader;

    private FileForm(MultipartReader reader, string fileName, Stream body) => (this.reader, FileName, Body) = (reader, fileName, body);

    /// <summary>As the browser sent it; empty where no file was chosen.</summary>
    public string FileName { get; }

    public Stream Body { get; }

    /// <summary>Runs what reads the file.</summary>
    /// <exception cref="ProblemException">body-cut-off; what <paramref name="take"/> throws.</exception>
    public static async Task TakeAsync(Func<Task> take)
    {
        try
        {
            await take();
        }
        catch (IOException exception) when (exception is { InnerException: null } and not BadHttpRequestException)
        {
            throw PlatformProblems.BodyCutOff.With();
        }
    }

    /// <summary>Reads up to the file.</summary>
    /// <param name="request">Of a form whose first field is the proof, and whose last is the file.</param>
    /// <param name="limit">Bytes of a file at most.</param>
    /// <param name="tooLarge">What a longer one is answered with.</param>
    /// <exception cref="ProblemException">unsupported-media: no such form; form-not-shown; form-too-large; body-cut-off.</exception>
    public static async Task<FileForm> ReadAsync(HttpRequest request, long limit, ProblemType tooLarge, CancellationToken cancellation)
    {
        var boundary = Boundary(request.ContentType) ?? throw PlatformProblems.UnsupportedMedia.With();
        request.AllowBody(limit + Envelope);
        var reader = new MultipartReader(boundary, new BoundedStream(request.Body, limit + Envelope, tooLarge))
        {
            HeadersCountLimit = 8, HeadersLengthLimit = MaxFieldBytes,
        };
        var isShown = false;
        for (var fields = 0; fields <= MaxFields; fields++)
        {
            var section = await NextAsync(reader, cancellation);
            if (section is null || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) break;
            if (!isShown)
            {
                // Before a byte of the file is read.
                if (disposition.Name != FormBody.Proof) break;
                await FormBody.RequireShownAsync(request, await TextAsync(section, cancellation));
                isShown = true;
            }
            else if (disposition.FileName.HasValue || disposition.FileNameStar.HasValue)
            {
                var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar
                    : HeaderUtilities.RemoveQuotes(disposition.FileName);
                return new FileForm(reader, name.Value ?? "", section.Body);
            }
            else
            {
                await TextAsync(section, cancellation);
            }
        }

        throw isShown ? PlatformProblems.FormTooLarge.With("表单中没有文件", "The form has no file") : PlatformProblems.FormNotShown.With();
    }

    /// <summary>After the last byte of the file: the form is complete and has no other one.</summary>
    /// <exception cref="ProblemException">body-cut-off; form-too-large: there is more.</exception>
    public async Task EndAsync(CancellationToken cancellation)
    {
        if (await NextAsync(reader, cancellation) is not null)
        {
            throw PlatformProblems.FormTooLarge.With("一次只能上传一个文件", "One file can be uploaded at a time");
        }
    }

    private static async Task<MultipartSection?> NextAsync(MultipartReader reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.ReadNextSectionAsync(cancellation);
        }
        catch (InvalidDataException)
        {
            // The reader throws it when a limit is passed.
            throw PlatformProblems.FormTooLarge.With();
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw PlatformProblems.BodyCutOff.With();
        }
    }

    private static async Task<string> TextAsync(MultipartSection section, CancellationToken cancellation)
    {
        try
        {
            using var text = new StreamReader(new BoundedStream(section.Body, MaxFieldBytes, PlatformProblems.FormTooLarge));
            return await text.ReadToEndAsync(cancellation);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw PlatformProblems.BodyCutOff.With();
        }
    }

    private static string? Boundary(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var media)
            || !media.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)) return null;
        var boundary = HeaderUtilities.RemoveQuotes(media.Boundary).Value;
        return boundary is { Length: > 0 and <= MaxBoundary } ? boundary : null;
    }
}

public static class BodyLimit
{
    /// <summary>The server's own limit is for JSON; a function that takes files keeps one of its own.</summary>
    /// <param name="bytes">Null: the function alone limits it.</param>
    public static void AllowBody(this HttpRequest request, long? bytes)
    {
        var size = request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>();
        if (size is { IsReadOnly: false }) size.MaxRequestBodySize = bytes;
    }
}
