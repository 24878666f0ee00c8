using App.Tests.Warnings;
using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Applications;
using FunctionsApp.Organisations;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;

namespace App.Tests.Platform;

public class PlainTextTests
{
    /// <summary>What forges, hides or reorders: refused in a line and in a text.</summary>
    public static readonly TheoryData<string> Forbidden =
    [
        "a\0b", "a\u0008b", "a\u202Eb", "a\u202Ab", "a\u2066b", "a\u2069b", "a\uFFFEb", "a\uFFFFb",
        "a\uFDD0b", "a\uFFF9b", "a\U0001FFFEb", "\uD83D", "a\uDE00", "", " ", "\u200B", "\u200B\u200D\uFEFF", "\u3164", "\u2800", "\u0301",
    ];

    private static readonly Dictionary<string, Func<string, object>> Lines = new()
    {
        ["application's title"] = text => DraftApplicationTitle(text),
        ["organisation's name"] = text => RegisterOrganisation.Check(new OrganisationEntry(text, "440305", ["it"])),
        ["signal's source"] = text => (Sample.Signal() with { Source = text }).Checked(),
        ["signal's externalId"] = text => (Sample.Signal() with { ExternalId = text }).Checked(),
        ["signal's indicator"] = text => (Sample.Signal() with { Indicator = text }).Checked(),
        ["signal's event"] = text => (Sample.Signal() with { Event = new("好", text) }).Checked(),
        ["signal's headline"] = text => (Sample.Signal() with { Headline = new(text, "ok") }).Checked(),
        ["warning's new headline"] = text =>
            UpdateWarning.Decide(Sample.Published(), new UpdateBody(Headline: new(text, "ok")), Sample.By("editor")).Next,
        ["alert's title"] = text => DraftAlert.Decide(
            null,
            new DraftAlertCommand("id", new AlertBody(["it"], new(text, "ok"), new("好", "ok"), new(2026, 3, 9, 1, 0, 0, TimeSpan.Zero)), "editor", "h"),
            new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero)).Next,
    };

    /// <summary>Every door by which a text of one line comes in.</summary>
    public static readonly TheoryData<string> Doors = [.. Lines.Keys];

    // A runner that passes the cases along would replace lone surrogates.
    [Theory]
    [MemberData(nameof(Forbidden), DisableDiscoveryEnumeration = true)]
    public void Check_ForbiddenOrInvisible_IsRefusedInLinesAndTexts(string text)
    {
        Assert.Equal("invalid-field", Refused(() => PlainText.CheckLine("title", text, 100)));
        Assert.Equal("invalid-field", Refused(() => PlainText.Check("text", text, 100)));
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\r\nb")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    [InlineData("a\u2028b")]
    [InlineData("a\u2029b")]
    public void Check_LineEndsAndTabs_OnlyInTexts(string text)
    {
        Assert.Equal("invalid-field", Refused(() => PlainText.CheckLine("title", text, 100)));
        Assert.Equal(text.ReplaceLineEndings("\n"), PlainText.Check("text", text, 100));
    }

    [Theory]
    [InlineData("  Caf\u0065\u0301 ", "Caf\u00e9")]
    [InlineData("👩‍🔬 深圳\u200B", "👩‍🔬 深圳\u200B")]
    [InlineData("\u2067x", null)]
    [InlineData("שלום\u200F", null)]
    [InlineData("\uFEFFx", null)]
    public void CheckLine_Ordinary_IsTrimmedAndComposed(string text, string? kept)
    {
        if (kept is null) Assert.Equal("invalid-field", Refused(() => PlainText.CheckLine("title", text, 20)));
        else Assert.Equal(kept, PlainText.CheckLine("title", text, 20));
    }

    [Fact]
    public void Check_Length_CountsTheComposedTextAndALineEndAsOne()
    {
        Assert.Equal(4, PlainText.Check("text", "a\r\n\r\nb", 4).Length);
        Assert.Equal(3, PlainText.CheckLine("title", "e\u0301e\u0301e\u0301", 3).Length);
        Assert.Equal("invalid-field", Refused(() => PlainText.CheckLine("title", "abcd", 3)));
        Assert.Equal("invalid-field", Refused(() => PlainText.CheckLine("title", new string('a', 100_000), 3)));
    }

    [Fact]
    public void Check_Refusal_NamesFieldPlaceAndCharacter()
    {
        var refusal = Assert.Throws<ProblemException>(() => PlainText.CheckLine("headline", new LocalizedText("好", "a\u202Eb"), 100));

        Assert.Equal("headline.en: contains a character that is not allowed (number 2: U+202E)", refusal.Detail!.English);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void Door_ForgedLine_IsRefused(string door)
    {
        Lines[door]("Quite ordinary");
        Assert.All(new[] { "a\nLevel: Red", "a\u2028b", "a\u202Eb", "\u200B", "a\uFFFEb", "a\uD800" }, text =>
            Assert.Equal("invalid-field", Refused(() => Lines[door](text))));
    }

    private static object DraftApplicationTitle(string title) => DraftApplication.Decide(
        null,
        Applications.Examples.Fund,
        new DraftCommand(
            Applications.Examples.Id, new DraftRequest("special-fund-rd", title, "it", 1000m), Applications.Examples.Applicant, "hash"),
        Applications.Examples.Now).Next;

    private static string Refused(Func<object> act) => Assert.Throws<ProblemException>(() => { act(); }).Type.Slug;
}
