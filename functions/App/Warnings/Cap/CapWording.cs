using System.Xml.Linq;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;

namespace FunctionsApp.Warnings.Cap;

/// <summary>The texts of an alert's infos by their language.</summary>
internal static class CapWording
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    /// <summary>CAP's default is en-US.</summary>
    public static string Tag(XElement info) => CapSignal.Text(info, "language") ?? "en-US";

    /// <summary>Chinese and English; where there is one of them alone, its texts stand for the other too.</summary>
    /// <exception cref="ProblemException">unsupported-cap: in neither language, or twice in one with other texts.</exception>
    public static Wording Of(XElement alert, IReadOnlyList<XElement> infos)
    {
        var (chinese, english) = (Single(infos, "zh"), Single(infos, "en"));
        if ((chinese ?? english) is not { } first)
        {
            throw CapSignal.Unsupported(infos[0], "内容既无中文也无英文", "no info is in Chinese or English");
        }

        var (zh, en) = (chinese ?? first, english ?? first);
        LocalizedText? Both(string name) => (CapSignal.Text(zh, name) ?? CapSignal.Text(en, name)) is { } text
            ? new LocalizedText(CapSignal.Text(zh, name) ?? text, CapSignal.Text(en, name) ?? text)
            : null;

        var happening = Both("event")!;
        var headline = Both("headline") ?? happening;
        return new Wording(happening, headline, Both("description") ?? headline, Both("instruction"));
    }

    /// <summary>The info of a language by the first part of its tag (RFC 5646): zh, zh-CN and zh-Hans are one, zha is another.</summary>
    private static XElement? Single(IReadOnlyList<XElement> infos, string language)
    {
        var own = infos.Where(info => Tag(info).Split('-')[0].Equals(language, StringComparison.OrdinalIgnoreCase)).ToList();
        var best = own.FirstOrDefault(info => !IsTraditional(Tag(info))) ?? own.FirstOrDefault();
        var other = own.FirstOrDefault(info => IsTraditional(Tag(info)) == IsTraditional(Tag(best!)) && Texts(info) != Texts(best!));
        return other is null
            ? best
            : throw CapSignal.Unsupported(
                other, $"{Tag(other)} 的内容有两份，请分为两个警报发送", $"{Tag(other)} comes twice with other texts: send two alerts");
    }

    private static bool IsTraditional(string tag) =>
        tag.Split('-').Skip(1).Any(part => part.ToLowerInvariant() is "hant" or "tw" or "hk" or "mo");

    private static (string?, string?, string?, string?) Texts(XElement info) => (
        CapSignal.Text(info, "event"), CapSignal.Text(info, "headline"), CapSignal.Text(info, "description"),
        CapSignal.Text(info, "instruction"));
}
