namespace FunctionsApp.Programmes.Stages;

/// <summary>The applicant gets a certificate and an entry in the public register.</summary>
public sealed record RecognitionDefinition : OutsideDefinition
{
    /// <summary>Validity of the certificate, years, 1–10.</summary>
    public required int Years { get; init; }

    /// <summary>Before its end, when a renewal may be applied for, months, 1–12; 0 where it is not renewed.</summary>
    public int RenewalMonths { get; init; }

    public override IEnumerable<(string Path, string Message)> Errors(int place)
    {
        if (Years is < 1 or > 10) yield return (".years", "Must be 1 to 10.");
        if (RenewalMonths is < 0 or > 12) yield return (".renewalMonths", "Must be 0 to 12.");
    }
}
