using FunctionsApp.Platform;

namespace FunctionsApp.Programmes.Stages;

/// <summary>The applicant gets a certificate and an entry in the public register.</summary>
public sealed record RecognitionDefinition : OutsideDefinition
{
    /// <summary>Validity of the certificate, years, 1–10.</summary>
    [Between(1, 10)]
    public required int Years { get; init; }

    /// <summary>Before its end, when a renewal may be applied for, months, 1–12; 0 where it is not renewed.</summary>
    [Between(0, 12)]
    public int RenewalMonths { get; init; }
}
