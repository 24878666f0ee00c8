using System.Text.RegularExpressions;
using FunctionsApp;
using FunctionsApp.Mail;
using FunctionsApp.Platform;
using FunctionsApp.Portal;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace App.Tests.Conventions;

/// <summary>All that people read, in both languages.</summary>
public sealed partial class WordsTests(AppSources sources)
{
    /// <summary>Values of an enum that a text names on purpose: the standard's own words.</summary>
    private static readonly string[] Vocabulary = ["CapSignal"];

    [Fact]
    public void Texts_InChinese_HaveNoAsciiColonAfterAWord() => Assert.Empty(
        from source in sources.All
        from text in source.Tree.GetRoot().DescendantNodes()
        let words = text switch
        {
            LiteralExpressionSyntax literal => literal.Token.ValueText,
            InterpolatedStringTextSyntax part => part.TextToken.ValueText,
            _ => "",
        }
        where Colon().IsMatch(words)
        select $"{source.Path}: {words}");

    /// <summary>The name of an enum's value is a word of the code, and English.</summary>
    [Fact]
    public void Texts_InChinese_ShowNoValueOfAnEnumByItsName() => Assert.Empty(
        from source in sources.All
        where !Vocabulary.Contains(source.Name)
        let model = sources.Compilation.GetSemanticModel(source.Tree)
        from text in source.Tree.GetRoot().DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()
        where Chinese().IsMatch(string.Concat(text.Contents.OfType<InterpolatedStringTextSyntax>().Select(part => part.TextToken.ValueText)))
        from value in text.Contents.OfType<InterpolationSyntax>()
        where model.GetTypeInfo(value.Expression).Type is { TypeKind: TypeKind.Enum }
        select $"{source.Path}: {value}");

    [Fact]
    public void Values_ThatPeopleRead_EachHaveTheirWordInBothLanguages()
    {
        var names = typeof(AppComposition).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method is { IsStatic: true, Name: "Name" } && method.ReturnType == typeof(LocalizedText)
                && method.GetParameters() is [{ ParameterType.IsEnum: true }])
            .ToList();

        Assert.True(names.Count >= 6, string.Join(", ", names.Select(name => name.DeclaringType!.Name)));
        Assert.All(names, name =>
        {
            var words = Enum.GetValues(name.GetParameters()[0].ParameterType).Cast<object>().Select(value => (LocalizedText)name.Invoke(null, [value])!).ToList();
            Assert.All(words, word => Assert.Matches(Chinese(), word.Chinese));
            Assert.All(words, word => Assert.DoesNotMatch(Chinese(), word.English));
            Assert.Equal(words.Count, words.Distinct().Count());
        });
    }

    [Fact]
    public void Letters_EveryTemplate_HasItsWordsInBothLanguages() => Assert.All(Templates.Names.Select(Templates.Find), template =>
        Assert.All(new[] { template.Subject, template.Body, template.Action }.OfType<LocalizedText>(), text =>
        {
            Assert.Matches(Chinese(), text.Chinese);
            Assert.DoesNotMatch(Chinese(), text.English);
            // The same values are filled in.
            Assert.Equal(Slot().Matches(text.Chinese).Select(slot => slot.Value).Order(), Slot().Matches(text.English).Select(slot => slot.Value).Order());
        }));

    [Fact]
    public void Problems_EveryOne_HasItsWordsInBothLanguages() => Assert.All(ProblemCatalogue.All.Values, problem =>
        Assert.All([problem.Title, problem.Remedy], text =>
        {
            Assert.Matches(Chinese(), text.Chinese);
            Assert.DoesNotMatch(Chinese(), text.English);
        }));

    [GeneratedRegex(@"[\u4e00-\u9fff）”》]:")]
    private static partial Regex Colon();

    [GeneratedRegex(@"[\u4e00-\u9fff]")]
    private static partial Regex Chinese();

    [GeneratedRegex(@"\{[a-z]\w*\}")]
    private static partial Regex Slot();
}
