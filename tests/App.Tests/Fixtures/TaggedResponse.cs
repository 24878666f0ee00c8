using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace App.Tests.Fixtures;

/// <summary>The service's answer to one write: it names the new ETag, none for a deleted row.</summary>
/// <param name="copy">Status of a blob's copy.</param>
internal sealed class TaggedResponse(ETag? tag, string? copy = null) : Response
{
    public override int Status => 204;

    public override string ReasonPhrase => "No Content";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => tag is { } known ? [new HttpHeader("ETag", known.ToString("H"))] : [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.ToLowerInvariant() switch
        {
            "etag" => tag?.ToString("H"),
            "x-ms-copy-status" => copy,
            _ => null,
        };
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
