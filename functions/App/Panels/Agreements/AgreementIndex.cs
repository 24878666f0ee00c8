using System.Globalization;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Panels.Agreements;

/// <param name="Person">Staff id.</param>
public sealed record AgreementLine(string Id, string Person, AgreementState State, DateTimeOffset AskedAt);

public static class AgreementIndex
{
    /// <summary>Of a year: everyone who was asked.</summary>
    public static readonly ListIndex<AgreementLine> OfYear = new("agreements-of-year");

    /// <summary>The owner of a year's list.</summary>
    public static string Year(int year) => year.ToString("D4", CultureInfo.InvariantCulture);

    internal static IEnumerable<Line> Lines(ExpertAgreement agreement)
    {
        yield return OfYear.Line(
            Year(agreement.Year), agreement.Id,
            new AgreementLine(agreement.Id, agreement.Person, agreement.State, agreement.AskedAt));
    }
}
