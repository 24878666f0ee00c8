namespace FunctionsApp.Platform.Facts;

/// <summary>
/// Something that happened to an aggregate. The name of the record's type, in the past tense, is the fact's name; its members are
/// what is recorded and published.
/// </summary>
/// <remarks>
/// Personal data does not belong into a fact. A member may be added with a default value; one is never renamed or removed while
/// facts of it are kept.
/// </remarks>
public abstract record Fact;

/// <summary>A fact about to be recorded.</summary>
/// <param name="Actor">User id, or the name of the function that acted.</param>
public sealed record NewFact(string Actor, Fact Fact)
{
    public string Type => Fact.GetType().Name;
}
