using System.Xml.Linq;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>The districts of an alert's areas. What cannot be mapped is refused: a guess would alarm the wrong people.</summary>
public static class CapAreas
{
    private const int MaxDescription = 500;
    private const int DivisionDigits = 6;
    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <summary>The codes, the city's own among them; none where no area is stated, which means the complete city.</summary>
    /// <exception cref="ProblemException">unsupported-cap.</exception>
    public static IReadOnlyCollection<string> Codes(IEnumerable<XElement> infos) =>
        [.. infos.SelectMany(info => info.Elements(Cap + "area")).SelectMany(Codes).Distinct()];

    /// <summary>Each area as it came, for those who verify.</summary>
    /// <exception cref="ProblemException">invalid-field.</exception>
    public static IReadOnlyList<string> Arrived(IEnumerable<XElement> infos) =>
    [
        .. infos.SelectMany(info => info.Elements(Cap + "area")).Select(area => string.Join("; ", new[] { Description(area) }
            .Concat(Codes(area, "geocode").Select(code => $"{code.Name} {code.Value}"))
            .Concat(area.Elements(Cap + "polygon").Select(_ => "polygon"))
            .Concat(area.Elements(Cap + "circle").Select(_ => "circle")))).Distinct(),
    ];

    private static IEnumerable<string> Codes(XElement area)
    {
        var codes = Codes(area, "geocode").ToList();
        var mapped = new List<string>();
        foreach (var (name, value) in codes)
        {
            if (Map(value) is { } code) mapped.Add(code);
            // Codes of other schemes stand beside those of the divisions and are no places of their own.
            else if (IsDivision(value)) throw Refused(area, $"{name} {value}");
        }

        if (mapped.Count > 0) return mapped;
        var description = Description(area);
        return Named(description) is { } named ? [named.Code] : throw Refused(area, description);
    }

    /// <summary>Codes of streets and villages (9 and 12 digits) lie in the district of their first six.</summary>
    internal static string? Map(string value) => IsDivision(value)
        ? Districts.Find(value[..DivisionDigits])?.Code
        : Districts.Find(value)?.Code;

    private static bool IsDivision(string value) => value.Length is 6 or 9 or 12 && value.All(char.IsAsciiDigit);

    private static NamedCode? Named(string description) => Districts.All.Append(Districts.City)
        .FirstOrDefault(area => area.Name.Chinese == description || area.Name.English == description);

    private static IEnumerable<(string Name, string Value)> Codes(XElement area, string element) =>
        area.Elements(Cap + element).Select(code => (Line(code, "valueName"), Line(code, "value")));

    private static string Description(XElement area) => Line(area, "areaDesc");

    /// <summary>White space within is only how the document was written.</summary>
    private static string Line(XElement parent, string name) => PlainText.CheckLine(
        name,
        string.Join(' ', parent.Element(Cap + name)!.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)),
        MaxDescription);

    private static ProblemException Refused(XElement area, string what) => CapSignal.Unsupported(
        area,
        $"本市没有这个区域：{what}；请用 GB/T 2260 的六位、九位或十二位代码",
        $"not an area of the city: {what}; use codes of GB/T 2260, 6, 9 or 12 digits");
}
