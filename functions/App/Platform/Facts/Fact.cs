using System.Security.Cryptography;

namespace FunctionsApp.Platform.Facts;

/// <summary>
/// Something that happened to an aggregate. The name of the record's type, in the past tense, is the fact's name; its members are
/// what is recorded and published.
/// </summary>
/// <remarks>
/// Personal data does not belong into a fact. A member may be added with a default value; one is never renamed or removed while
/// facts of it are kept.
/// </remarks>
public abstract record Fact
{
    /// <summary>The fact as it is recorded.</summary>
    internal virtual Fact Recorded() => this;
}

/// <summary>A fact whose content some readers of the record may not see.</summary>
/// <remarks>They see its hash. Of few possible contents the right one could be found by hashing them all: the salt prevents it.</remarks>
public abstract record ConfidentialFact : Fact
{
    private const int SaltBytes = 16;

    /// <summary>128 random bits, hex, made when the fact is recorded.</summary>
    public string? Salt { get; init; }

    internal override Fact Recorded() => this with { Salt = NewSalt() };

    /// <summary>128 random bits, hex.</summary>
    public static string NewSalt() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SaltBytes));
}

/// <summary>A fact about to be recorded.</summary>
/// <param name="Actor">User id, or the name of the function that acted.</param>
public sealed record NewFact(string Actor, Fact Fact)
{
    public string Type => Fact.GetType().Name;
}
