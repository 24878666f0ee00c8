using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes;

/// <summary>A condition that an application must meet, as a definition file writes it.</summary>
public sealed record EligibilityRule
{
    public const int Most = 30;

    /// <summary>Comes to true or false; parsed once.</summary>
    public required string Rule
    {
        get => Condition.Text;
        init => Condition = Expression.Parse(value);
    }

    /// <summary>The condition in words, as what must be the case: people read it before, and where it is not met.</summary>
    public required LocalizedText Reason { get; init; }

    [JsonIgnore]
    public Expression Condition { get; private init; } = null!;
}
