using System.Text.RegularExpressions;
using App.Tests.Fixtures;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Conventions;

/// <summary>Texts that people read are in both languages, and say the same values in both.</summary>
public sealed partial class BothLanguagesTests(AppSources sources)
{
    private const int FewestTexts = 400;

    /// <summary>A name of a standard, the same in both languages.</summary>
    private static readonly string[] Names = ["CAP 1.2", "CAP", "JSON", "CSV", "Atom"];

    [Fact]
    public void Texts_OfBothLanguages_HaveTheSamePlaceholders() => Assert.Empty(
        from text in Texts()
        where !Placeholders(text.Chinese).SetEquals(Placeholders(text.English))
        select text.Place);

    [Fact]
    public void Texts_OfEachLanguage_AreInIt() => Assert.Empty(
        from text in Texts()
        let isTranslated = HasChinese(Words(text.Chinese)) || text.Chinese.ToString().Contains(".Chinese", StringComparison.Ordinal)
        where HasChinese(Words(text.English)) || (Words(text.English).Any(char.IsAsciiLetter) && !isTranslated)
        where Words(text.Chinese) != Words(text.English)
        select text.Place);

    [Fact]
    public void Texts_AreFound() => Assert.True(Texts().Count() > FewestTexts, "The scan finds far fewer texts than there are.");

    /// <summary>What a page says comes from a file of texts; its markup has none of its own.</summary>
    [Fact]
    public void Pages_HaveNoWordsOfTheirOwn() => Assert.Empty(
        from path in Directory.EnumerateFiles(AppFolder, "*.razor", SearchOption.AllDirectories)
        let markup = Comment().Replace(File.ReadAllText(path).Split("@code")[0], "")
        from words in Between().Matches(markup).Select(match => match.Groups[1].Value.Trim()).Append(HasChinese(markup) ? "Chinese" : "")
        where words.Length > 0 && !Names.Contains(words)
        select $"{Path.GetRelativePath(AppFolder, path)}: {words}");

    private static string AppFolder => Path.Combine(Repository.Root, "functions", "App");

    private IEnumerable<(string Place, ExpressionSyntax Chinese, ExpressionSyntax English)> Texts() =>
        from source in sources.All
        from creation in source.Tree.GetRoot().DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>()
        where creation is ImplicitObjectCreationExpressionSyntax
            or ObjectCreationExpressionSyntax { Type: IdentifierNameSyntax { Identifier.Text: "LocalizedText" } }
        where creation.ArgumentList?.Arguments is [{ } first, { } second] && IsText(first.Expression) && IsText(second.Expression)
        let arguments = creation.ArgumentList!.Arguments
        // Other records of two texts have no Chinese; a text of Chinese alone is one that nobody translated.
        where creation is ObjectCreationExpressionSyntax || HasChinese(arguments[0].ToString())
            || arguments[0].ToString().Contains(".Chinese", StringComparison.Ordinal)
        select ($"{source.Path}: {creation}", arguments[0].Expression, arguments[1].Expression);

    private static bool IsText(ExpressionSyntax expression) => expression is LiteralExpressionSyntax or InterpolatedStringExpressionSyntax;

    /// <summary>The expressions, without the language's name, and what joins lists or ends words in it.</summary>
    private static HashSet<string> Placeholders(ExpressionSyntax text) => text is not InterpolatedStringExpressionSyntax interpolated ? []
        : [.. interpolated.Contents.OfType<InterpolationSyntax>().Where(part => !IsEnding(part))
            .Select(part => Language().Replace(part.Expression.ToString(), ""))];

    /// <summary>An English plural.</summary>
    private static bool IsEnding(InterpolationSyntax part) =>
        part.Expression is ParenthesizedExpressionSyntax
        {
            Expression: ConditionalExpressionSyntax { WhenTrue: LiteralExpressionSyntax, WhenFalse: LiteralExpressionSyntax },
        };

    private static string Words(ExpressionSyntax text) => text is InterpolatedStringExpressionSyntax interpolated
        ? string.Concat(interpolated.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText))
        : ((LiteralExpressionSyntax)text).Token.ValueText;

    private static bool HasChinese(string text) => text.Any(character => character is >= '\u4e00' and <= '\u9fff');

    [GeneratedRegex("""\.?(Chinese|English)(\.ToLowerInvariant\(\))?|"[^"]*"|'[^']*'""", RegexOptions.IgnoreCase)]
    private static partial Regex Language();

    [GeneratedRegex(@"@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?<![=\-])>([^<>@{}]*[A-Za-z]{2,}[^<>@{}]*)<")]
    private static partial Regex Between();
}
