using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Platform.Http;

/// <summary>Describes an HTTP function for /api/openapi.json beyond its trigger and its access rule.</summary>
/// <param name="summary">One line in English: what a call does.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OperationAttribute(string summary) : Attribute
{
    public string Summary => summary;

    /// <summary>Whether OpenAPI has it.</summary>
    public bool IsListed { get; init; } = true;

    /// <summary>Record of the body; null where the function takes none, or where the body is not JSON.</summary>
    public Type? Request { get; init; }

    /// <summary>Media types that the body may have; the schema belongs to the JSON ones.</summary>
    public string[] RequestMedia { get; init; } = ["application/json"];

    /// <summary>Record of the answer; null where it has no body or is not JSON.</summary>
    public Type? Response { get; init; }

    public string ResponseMedia { get; init; } = "application/json";

    /// <summary>Fields of the page's form that every request has, where no record has them.</summary>
    public string[] Fields { get; init; } = [];

    /// <summary>Names of headers beyond those that the problems and reading imply; Range also means 206.</summary>
    public string[] Headers { get; init; } = [];

    /// <summary>Content that is read has an ETag, and conditions hold: 304, 412. False where the answer is made for the moment.</summary>
    public bool IsValidated { get; init; } = true;

    /// <summary>Success can also be 201, for what was not there before.</summary>
    public bool Creates { get; init; }

    /// <summary>A form in order is answered with 303 and the page's address.</summary>
    public bool SeesOther { get; init; }

    /// <summary>HTTP status of success.</summary>
    public int Success { get; init; } = 200;

    /// <summary>Names of optional query parameters.</summary>
    public string[] Query { get; init; } = [];

    /// <summary>Slugs of the function's own problems; those of signing in and of the server are added for all.</summary>
    public string[] Problems { get; init; } = [];
}
