using System.Text.Json.Nodes;
using FunctionsApp.City;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Portal;

/// <summary>The parameters of an operation: its route's, its query's, and the headers that its attributes and problems imply.</summary>
internal static class OpenApiParameters
{
    private const string Tag = "\"a1b2\"";
    private const string Time = "Mon, 02 Mar 2026 01:00:00 GMT";
    private const string Digest = "sha-256=:n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=:";

    private static readonly Dictionary<string, (string Description, JsonObject Schema, JsonNode Example)> Known = new()
    {
        ["id"] = ("Id, as the answer that made it gives it.", Text(), "3f0c1d2e4b5a69788796a5b4c3d2e1f0"),
        ["code"] = ("Unified social credit code (GB 32100-2015).", Text(), "91440300MA5EXA1291"),
        ["sector"] = ("Code of a sector; GET /api/sectors lists them.", OneOf([.. Sectors.All.Select(sector => sector.Code)]), "testing"),
        ["programme"] = ("Name of a programme; GET /api/programmes lists them.", Text(), "special-fund-rd"),
        ["version"] = ("Version of the programme.", Integer(1, null), 1),
        ["type"] = ("Type of a document that the programme asks for.", Text(), "work-plan"),
        ["slug"] = ("Name of a kind of problem; GET /api/problems lists them.", Text(), "not-found"),
        ["level"] = ("The lowest level; absent for all.", OneOf(["Blue", "Yellow", "Orange", "Red"]), "Orange"),
        ["language"] = ("The one language of the texts; absent for both.", OneOf(["zh-CN", "en"]), "en"),
        ["cursor"] = ("Where the page begins, from the answer before; absent for the first.", Text(), ""),
        ["limit"] = ("Items of a page at most.", Integer(1, 100), 20),
        ["fileName"] = ("Name of the file with its extension, which says the format.", Text(), "plan.docx"),
        ["token"] = ("From the mailed link.", Text(), "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"),
        ["message"] = ("Number of the message, from 1; absent for the newest.", Integer(1, null), 1),
        ["Accept-Language"] = ("Language of texts and problems: zh-CN (default) or en.", Text(), "en"),
        ["Idempotency-Key"] = ("Makes a repeated request find what the first one made.",
            new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 200 }, "draft-1"),
        ["If-Match"] = ("Entity tags, or *: 412 unless one of them is current (RFC 9110).", Text(), "*"),
        ["If-None-Match"] = ("Entity tags, or *: 304 to a reader that has one; a change is refused while one is current.", Text(), Tag),
        ["If-Modified-Since"] = ("Last-Modified of what the reader has: 304 where there is nothing newer.", Text(), Time),
        ["If-Unmodified-Since"] = ("412 where there is something newer.", Text(), Time),
        ["Range"] = ("One range of bytes: 206 with it (RFC 9110, section 14).", Text(), "bytes=0-1023"),
        ["If-Range"] = ("Entity tag of what the reader has a part of; of another content all is sent.", Text(), Tag),
        ["Content-Digest"] = ("SHA-256 of the content (RFC 9530), compared with what arrives.", Text(), Digest),
        ["Repr-Digest"] = ("As Content-Digest.", Text(), Digest),
    };

    public static JsonArray Of(HttpFunction function, string method, Func<string, JsonNode> path)
    {
        var declared = function.Operation;
        var isUpload = declared.RequestMedia.Contains("application/octet-stream");
        return
        [
            .. function.Parameters.Select(name => Parameter(name, "path", true, path(name))),
            .. declared.Query.Select(name => Parameter(name, "query", isUpload && name == "fileName", null)),
            .. Headers(declared, method).Distinct().Select(name => Parameter(name, "header", false, null)),
        ];
    }

    /// <summary>Whether If-Match and If-None-Match hold: reading by the answer's ETag, changing where the function checks them.</summary>
    public static bool HasConditions(OperationAttribute declared, string method) =>
        method is ("get" or "head") ? declared.IsValidated : declared.Problems.Contains("precondition-failed");

    private static IEnumerable<string> Headers(OperationAttribute declared, string method) =>
    [
        "Accept-Language",
        .. Where(declared.Problems.Contains("idempotency-key-reused"), "Idempotency-Key"),
        .. Where(declared.Problems.Contains("digest-mismatch"), "Content-Digest", "Repr-Digest"),
        .. Where(HasConditions(declared, method), "If-Match", "If-None-Match"),
        .. declared.Headers,
    ];

    private static IEnumerable<string> Where(bool applies, params string[] names) => applies ? names : [];

    private static JsonObject Parameter(string name, string place, bool required, JsonNode? schema)
    {
        if (!Known.TryGetValue(name, out var known)) return Bare(name, place, required, schema ?? Text());
        var parameter = Bare(name, place, required, known.Schema.DeepClone());
        parameter["description"] = known.Description;
        if (known.Example is not JsonValue value || !value.TryGetValue<string>(out var text) || text.Length > 0)
        {
            parameter["example"] = known.Example.DeepClone();
        }

        return parameter;
    }

    private static JsonObject Bare(string name, string place, bool required, JsonNode schema) =>
        new() { ["name"] = name, ["in"] = place, ["required"] = required, ["schema"] = schema };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject OneOf(IReadOnlyList<string> values) =>
        new() { ["type"] = "string", ["enum"] = new JsonArray([.. values.Select(value => (JsonNode?)value)]) };

    private static JsonObject Integer(int least, int? most)
    {
        var schema = new JsonObject { ["type"] = "integer", ["minimum"] = least };
        if (most is not null) schema["maximum"] = most;
        return schema;
    }
}
