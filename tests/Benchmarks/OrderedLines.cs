using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Benchmarks;

/// <summary>
/// Stands before the emulator's tables and keeps some partitions of lists in the order of their keys, as Azure does by its index; a range
/// of one is answered from there, everything else by the emulator.
/// </summary>
/// <remarks>
/// Each query makes the emulator look at all rows of a table: the longer a list, the slower a page, whatever the app asks. Here a query
/// that is not one partition's range finds nothing but the emulator's rows, so that an app that scanned would show no lines.
/// </remarks>
internal sealed partial class OrderedLines : IAsyncDisposable
{
    private static readonly HashSet<string> OfConnection =
        new(["Transfer-Encoding", "Connection", "Keep-Alive", "Host", "Content-Length"], StringComparer.OrdinalIgnoreCase);

    private readonly WebApplication server;
    private readonly HttpClient emulator;
    private readonly ConcurrentDictionary<string, OrderedList> lists = new();

    private OrderedLines(WebApplication server, int emulatorPort) =>
        (this.server, emulator) = (server, new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{emulatorPort}") });

    public static async Task<OrderedLines> StartAsync(int port, int emulatorPort, CancellationToken cancellation)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var lines = new OrderedLines(builder.Build(), emulatorPort);
        lines.server.Run(lines.AnswerAsync);
        await lines.server.StartAsync(cancellation);
        return lines;
    }

    /// <summary>Serves a list in place of what it was.</summary>
    public void Serve(OrderedList list) => lists[list.Name] = list;

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        emulator.Dispose();
    }

    private Task AnswerAsync(HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
            && OneRange().Match(context.Request.Query["$filter"].ToString()) is { Success: true } range
            && lists.GetValueOrDefault(Unquoted(range.Groups["list"])) is { } list
            ? RangeAsync(context, list, Unquoted(range.Groups["after"]))
            : ForwardAsync(context);

    private static Task RangeAsync(HttpContext context, OrderedList list, string after)
    {
        var query = context.Request.Query;
        var size = query.TryGetValue("$top", out var top) ? int.Parse(top.ToString(), CultureInfo.InvariantCulture) : 1000;
        var first = query.TryGetValue("NextRowKey", out var next) ? list.PlaceOf(next.ToString()) : list.PlaceAfter(after);
        var end = Math.Min(first + size, list.Keys.Length);
        if (end < list.Keys.Length)
        {
            context.Response.Headers["x-ms-continuation-NextPartitionKey"] = list.Name;
            context.Response.Headers["x-ms-continuation-NextRowKey"] = list.Keys[end];
        }

        context.Response.ContentType = "application/json;odata=minimalmetadata";
        return context.Response.WriteAsync(new JsonObject
        {
            ["value"] = new JsonArray([.. Enumerable.Range(first, end - first).Select(place => new JsonObject
            {
                ["odata.etag"] = "W/\"1\"", ["PartitionKey"] = list.Name, ["RowKey"] = list.Keys[place], ["Line"] = list.Line(place),
            })]),
        }.ToJsonString(), context.RequestAborted);
    }

    private async Task ForwardAsync(HttpContext context)
    {
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method), $"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.ContentLength is > 0 || context.Request.Headers.TransferEncoding.Count > 0)
            request.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfConnection.Contains(header.Key)))
        {
            if (request.Headers.TryAddWithoutValidation(name, [.. values])) continue;
            request.Content?.Headers.TryAddWithoutValidation(name, [.. values]);
        }

        using var answer = await emulator.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfConnection.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static string Unquoted(Group quoted) => quoted.Value.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex("^PartitionKey eq '(?<list>([^']|'')*)' and RowKey gt '(?<after>([^']|'')*)'$")]
    private static partial Regex OneRange();
}
