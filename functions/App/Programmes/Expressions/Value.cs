namespace FunctionsApp.Programmes.Expressions;

/// <summary>A known value; null stands for one that is not known yet.</summary>
internal abstract record Value
{
    public sealed record Truth(bool Is) : Value;

    public sealed record Number(decimal Of) : Value;

    public sealed record Text(string Of) : Value;

    public sealed record Day(DateOnly Of) : Value;

    /// <summary>Options that were chosen, 1..n.</summary>
    public sealed record Several(IReadOnlyList<string> Of) : Value;
}
