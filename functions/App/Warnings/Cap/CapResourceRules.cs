using System.Text.RegularExpressions;
using System.Xml.Linq;
using FunctionsApp.Platform;

namespace FunctionsApp.Warnings.Cap;

/// <summary>What the standard asks of a resource.</summary>
internal static partial class CapResourceRules
{
    private static readonly XNamespace Cap = CapDocument.Namespace;

    public static readonly IReadOnlyList<CapRule> Standard =
    [
        new("cap/mime-type", new("应为 RFC 2046 的“类型/子类型”", "type/subtype of RFC 2046"),
            alert => Of(alert, "mimeType").Where(type => !MediaType().IsMatch(type.Value.Trim()))),
        new("cap/size", new("不能为负", "is negative"),
            alert => Of(alert, "size").Where(size => size.Value.TrimStart().StartsWith('-'))),
        new("cap/uri", new("应为完整的网址；有 derefUri 时可为文件名", "an absolute address, or beside derefUri a file's name"),
            alert => Of(alert, "uri").Where(uri => !IsAddress(uri))),
        new("cap/deref-uri", new("应为 Base64", "is no Base64"),
            alert => Of(alert, "derefUri").Where(content => !Base64(content.Value))),
        new("cap/digest", new("应为 SHA-1 的 40 位十六进制数", "SHA-1 as 40 hexadecimal digits"),
            alert => Of(alert, "digest").Where(digest => !Sha1().IsMatch(digest.Value.Trim()))),
    ];

    private static IEnumerable<XElement> Of(XElement alert, string name) =>
        alert.Elements(Cap + "info").Elements(Cap + "resource").Elements(Cap + name);

    private static bool IsAddress(XElement uri) => Uri.TryCreate(
        uri.Value.Trim(), uri.Parent!.Element(Cap + "derefUri") is null ? UriKind.Absolute : UriKind.RelativeOrAbsolute, out _);

    private static bool Base64(string text) =>
        !string.IsNullOrWhiteSpace(text) && System.Buffers.Text.Base64.IsValid(text.AsSpan());

    [GeneratedRegex(@"^(application|audio|font|image|message|model|multipart|text|video)/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}(\s*;.*)?$")]
    private static partial Regex MediaType();

    [GeneratedRegex("^[0-9A-Fa-f]{40}$")]
    private static partial Regex Sha1();
}
