using System.Xml;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings.Cap;

namespace FunctionsApp.Warnings.National;

/// <summary>
/// Reads a signal from another agency's warning in the national form: identifier → externalId, the unit's 14 digits → source, colour →
/// level.
/// </summary>
public static class NationalSignal
{
    private const string Sector = "sector";

    /// <summary>Whether a document claims the form: its root is alert, in no namespace.</summary>
    public static bool Is(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), CapSchema.Settings);
            return reader.MoveToContent() == XmlNodeType.Element && reader is { LocalName: NationalDocument.Root, NamespaceURI: "" };
        }
        catch (XmlException)
        {
            return false;
        }
    }

    /// <param name="status">The only status that is accepted: an exercise must not alarm a live system.</param>
    /// <exception cref="ProblemException">unsafe-xml, malformed-xml, unsupported-national, invalid-field.</exception>
    public static CapAlert Read(string text, CapStatus status)
    {
        var alert = NationalReader.Read(text);
        if (alert.Status != status) throw Refused("status 与本系统接受的不同", $"status must be {status}");
        if (alert.Type != MessageType.Alert) throw Refused("msgType 应为 Alert", "msgType must be Alert");
        var chinese = Find(alert, "zh");
        var english = Find(alert, "en") ?? chinese;
        chinese ??= english;
        if (chinese is null || english is null) throw Refused("内容既无中文也无英文", "No info is in Chinese or English");
        var sector = chinese.Parameters.GetValueOrDefault(Sector) ?? english.Parameters.GetValueOrDefault(Sector)
            ?? throw Refused("缺少名为 sector 的 parameter", "There is no parameter named sector");
        var areas = alert.Infos.SelectMany(info => info.Areas).ToList();
        var scope = Scope.Of(sector, [.. areas.Select(Code)]);
        var levels = alert.Infos.Select(info => info.Level).Distinct().ToList();
        // As of a CAP alert: where the infos differ, the gravest counts.
        var signal = new Signal(
            alert.Identifier.Unit, alert.Identifier.ToString(), scope.Sector, levels.Max(),
            new(chinese.Event, english.Event), new(chinese.Headline, english.Headline), new(chinese.Description, english.Description),
            Instruction(chinese, english), scope.District, alert.Infos.Max(info => info.Expires),
            Urgency: alert.Infos.Min(info => info.Urgency), Certainty: alert.Infos.Min(info => info.Certainty), Districts: scope.Districts);
        return new CapAlert(signal.Checked(foreign: true), new Arrival(
            CapTime.Text(alert.Sent),
            [.. areas.Select(area => $"{Line(area.Description)}; geocode {Line(area.Code)}").Distinct()],
            [.. alert.Infos.Select(info => Line(info.Language)).Distinct()],
            levels.Count > 1 ? [$"severity: {string.Join(", ", levels)}"] : []));
    }

    private static NationalInfo? Find(NationalAlert alert, string language) => alert.Infos.FirstOrDefault(
        info => info.Language.Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase));

    private static LocalizedText? Instruction(NationalInfo chinese, NationalInfo english) =>
        (Text(chinese) ?? Text(english)) is { } text ? new(Text(chinese) ?? text, Text(english) ?? text) : null;

    private static string? Text(NationalInfo info) => string.IsNullOrWhiteSpace(info.Instruction) ? null : info.Instruction;

    private static string Code(NationalArea area) => CapAreas.Map(area.Code) ?? throw Refused(
        $"本市没有这个区域：{Line(area.Code)}", $"Not an area of the city: {Line(area.Code)}");

    private static string Line(string text) => PlainText.CheckLine("area", text, 500);

    private static ProblemException Refused(string chinese, string english) =>
        WarningProblems.UnsupportedNational.With(chinese, english);
}
