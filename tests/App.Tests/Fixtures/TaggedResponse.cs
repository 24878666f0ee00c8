using System.Diagnostics.CodeAnalysis;
using Azure;
using Azure.Core;

namespace App.Tests.Fixtures;

/// <summary>The service's answer to one write: it names the row's new ETag, none for a deleted row.</summary>
internal sealed class TaggedResponse(ETag? tag) : Response
{
    public override int Status => 204;

    public override string ReasonPhrase => "No Content";

    public override Stream? ContentStream { get; set; }

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => tag is { } known ? [new HttpHeader("ETag", known.ToString())] : [];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value)
    {
        value = name.Equals("ETag", StringComparison.OrdinalIgnoreCase) ? tag?.ToString() : null;
        return value is not null;
    }

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = TryGetHeader(name, out var value) ? [value] : null;
        return values is not null;
    }
}
