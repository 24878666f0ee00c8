using System.Globalization;
using System.Net;
using LocalHost.Demo;

namespace Scenarios.Portal;

/// <summary>A header with a value that shows whether it is honoured.</summary>
/// <param name="With">Another header, that it needs.</param>
internal sealed record SentHeader(string Name, string Value, Func<Answer, bool> IsHonoured, (string Name, string Value)? With = null)
{
    private const string OtherTag = "\"other\"";
    private const string OtherDigest = "sha-256=:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=:";
    private const string LongAgo = "Sun, 01 Jan 2006 00:00:00 GMT";

    public IEnumerable<(string Name, string Value)> Headers => With is { } other ? [(Name, Value), other] : [(Name, Value)];

    /// <summary>Those that operations of a method may know.</summary>
    public static IReadOnlyList<SentHeader> To(string method, DateTimeOffset now) => method == "get"
        ?
        [
            new("If-None-Match", "*", Is(HttpStatusCode.NotModified)),
            new("If-Match", OtherTag, Is(HttpStatusCode.PreconditionFailed)),
            new("If-Modified-Since", now.ToString("R", CultureInfo.InvariantCulture), Is(HttpStatusCode.NotModified)),
            new("If-Unmodified-Since", LongAgo, Is(HttpStatusCode.PreconditionFailed)),
            new("Range", "bytes=0-0", Is(HttpStatusCode.PartialContent)),
            new("Range", "bytes=999999999-", Is(HttpStatusCode.RequestedRangeNotSatisfiable)),
            // With this range alone it would be 416.
            new("If-Range", OtherTag, answer => answer.Status == HttpStatusCode.OK, ("Range", "bytes=999999999-")),
        ]
        :
        [
            new("If-Match", OtherTag, Is(HttpStatusCode.PreconditionFailed)),
            new("If-None-Match", "*", Is(HttpStatusCode.PreconditionFailed)),
            new("Content-Digest", OtherDigest, answer => answer.Problem == "digest-mismatch"),
            new("Repr-Digest", OtherDigest, answer => answer.Problem == "digest-mismatch"),
        ];

    private static Func<Answer, bool> Is(HttpStatusCode status) => answer => answer.Status == status;
}
