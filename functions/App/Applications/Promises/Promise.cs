using System.Text.Json.Serialization;
using FunctionsApp.City;

namespace FunctionsApp.Applications.Promises;

public enum PromiseState
{
    /// <summary>Of a draft: it counts from the submission on.</summary>
    Made,

    /// <summary>The application is submitted, and the document awaited.</summary>
    Open,

    /// <summary>The document was accepted.</summary>
    Kept,

    /// <summary>The day is over, and the document is not there.</summary>
    Broken,
}

/// <summary>A required document that is to follow the submission.</summary>
/// <param name="By">Last day, in Shenzhen.</param>
public sealed record Promise(DateOnly By, PromiseState State = PromiseState.Made)
{
    /// <summary>End of the last day, UTC.</summary>
    [JsonIgnore]
    public DateTimeOffset Due => BeijingTime.At(By.AddDays(1), TimeOnly.MinValue).ToUniversalTime();

    /// <summary>The document is not needed yet.</summary>
    [JsonIgnore]
    public bool IsRunning => State is PromiseState.Made or PromiseState.Open;
}

/// <summary>A document as it was promised with the submission.</summary>
public sealed record PromisedDocument(string Type, DateOnly By);
