using System.Globalization;
using System.Text.RegularExpressions;
using FunctionsApp.City;

namespace FunctionsApp.Warnings.National;

/// <summary>How the national form names a message: 31 characters, see <see cref="ToString"/>.</summary>
/// <param name="Unit">14 digits: 6 of the area, 3 of the agency, 3 of the unit, 2 of the extension.</param>
/// <param name="At">To the second.</param>
/// <param name="Sequence">Of the unit's messages of one second, 0–9.</param>
/// <remarks>Source: GB/T 35965.1-2018, annex A.1.</remarks>
public sealed partial record NationalIdentifier(string Unit, DateTimeOffset At, int Sequence)
{
    /// <summary>Messages of one unit in one second at most.</summary>
    public const int MaxSequence = 10;

    private const string Time = "yyyyMMddHHmmss";

    /// <summary>Null for another form, and for a time that does not exist.</summary>
    public static NationalIdentifier? Find(string? text)
    {
        if (text is null || Form().Match(text) is not { Success: true } found) return null;
        return DateTime.TryParseExact(found.Groups[2].Value, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(found.Groups[1].Value, new DateTimeOffset(at, BeijingTime.Offset), found.Groups[3].Value[0] - '0')
            : null;
    }

    /// <summary>unit_time_sequence, the time of Beijing.</summary>
    public override string ToString() =>
        $"{Unit}_{At.ToOffset(BeijingTime.Offset).ToString(Time, CultureInfo.InvariantCulture)}_{Sequence}";

    [GeneratedRegex("^([0-9]{14})_([0-9]{14})_([0-9])$")]
    private static partial Regex Form();
}
