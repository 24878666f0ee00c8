using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Expressions;

namespace FunctionsApp.Programmes.Fields;

/// <summary>A number or money that the form calculates of its other fields; a value that is sent for it is ignored.</summary>
/// <remarks>
/// Without an answer while something that it needs has none. It is asked of nobody, so that it is neither required nor limited.
/// </remarks>
public sealed record CalculatedField : DecimalField
{
    public required string Expression
    {
        get => Calculation.Text;
        init => Calculation = Expressions.Expression.Parse(value);
    }

    [JsonIgnore]
    public Expression Calculation { get; private init; } = null!;

    /// <summary>Yuan, with two decimals; otherwise a number.</summary>
    public bool Money { get; init; }

    /// <summary>Decimals of a number, 0 to 6; halves are rounded away from zero.</summary>
    [Between(0, 6)]
    public int Decimals { get; init; }

    /// <summary>What is counted; null for none, and for money.</summary>
    public LocalizedText? Unit { get; init; }

    internal override int Places => Money ? 2 : Decimals;

    internal override IEnumerable<(string Path, string Message)> Errors()
    {
        foreach (var error in base.Errors()) yield return error;
        if (Money && Decimals != 0) yield return (".decimals", "Money has two.");
        if (Unit is not null && (Money || IsBlank(Unit))) yield return (".unit", "Money has none, and both languages must have a text.");
        if (Required) yield return (".required", "Nobody is asked for it.");
        if (Min is not null) yield return (".min", "It is not typed; write a rule of eligibility.");
        if (Max is not null) yield return (".max", "It is not typed; write a rule of eligibility.");
    }

    /// <summary>Null while it is not known, and where it is too large.</summary>
    internal JsonNode? Calculate(Situation situation)
    {
        if (Calculation.Evaluate(situation) is not Value.Number { Of: var exact } || Math.Abs(exact) > Limit) return null;
        // Without trailing zeros, like every number.
        return JsonValue.Create(Math.Round(exact, Places, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m);
    }

    protected override JsonNode? Read(JsonElement value, Place place, ICollection<Fault> faults) => null;
}
