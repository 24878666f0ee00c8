namespace Benchmarks;

/// <summary>How long something took, in milliseconds; all zero when it never happened.</summary>
public sealed record Percentiles(int Samples, double P50, double P95, double P99) : IFormattable
{
    /// <summary>By nearest rank: each figure is one that was measured.</summary>
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Select(time => time.TotalMilliseconds).Order().ToList();
        return new Percentiles(sorted.Count, At(0.50), At(0.95), At(0.99));

        double At(double share) => sorted.Count == 0 ? 0 : Math.Round(sorted[(int)Math.Ceiling(share * sorted.Count) - 1], 2);
    }

    public override string ToString() => ToString("F0", null);

    /// <param name="format">Of each figure; F0 if null.</param>
    public string ToString(string? format, IFormatProvider? provider) =>
        string.Join(" / ", new[] { P50, P95, P99 }.Select(figure => figure.ToString(format ?? "F0", provider))) + " ms";
}
