using System.Text.Json;
using App.Tests.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Documents.Texts;
using FunctionsApp.Duplicates;
using FunctionsApp.Platform;
using FunctionsApp.Programmes.Fields;

namespace App.Tests.Duplicates;

public sealed class ComparedTextsTests
{
    private static readonly LocalizedText Label = new("标签", "Label");

    private static readonly Field[] Form =
    [
        new TextField { Key = "lead", Label = Label, MaxLength = 50, Identifies = Identified.Lead },
        new TextField { Key = "number", Label = Label, MaxLength = 50, Identifies = Identified.ProjectNumber },
        new TextField { Key = "summary", Label = Label, MaxLength = 5000, Multiline = true },
        new TextField { Key = "results", Label = Label, MaxLength = 5000, Multiline = true },
        new TextField { Key = "contact", Label = Label, MaxLength = 50 },
    ];

    [Fact]
    public void Answers_ThatIdentify_AreComparedByLettersAndDigits()
    {
        var one = Answers("""{"lead":"林 岚","number":"JCYJ-2025 001","contact":"x"}""");
        var other = Answers("""{"lead":"林岚","number":"jcyj2025 001"}""");

        Assert.Equal([ComparedKind.Lead, ComparedKind.ProjectNumber], one.Select(each => each.Fingerprint.Kind));
        Assert.Equal(["lead", "number"], one.Select(each => each.Fingerprint.Type));
        Assert.Equal(one[0].Fingerprint.Digest, other[0].Fingerprint.Digest);
        Assert.NotEqual(one[1].Fingerprint.Digest, other[1].Fingerprint.Digest);
        Assert.All(one, each => Assert.Null(each.Fingerprint.Signature));
    }

    [Fact]
    public void Answers_NoneGiven_AreNone() => Assert.Empty(Answers("{}"));

    [Fact]
    public void FormText_LongAnswers_AreOneText()
    {
        var summary = SampleTexts.Text(SampleTexts.Words(1, 100));
        var text = ComparedTexts.FormText(State($$"""{"summary":"{{summary}}","results":"成果","contact":"不比对"}"""), Definition, 0)!;

        Assert.Equal($"{summary}\n成果", text.Text);
        Assert.Equal((ComparedKind.Form, TextState.Read), (text.Part.Kind, text.Part.State));
        Assert.NotNull(text.Fingerprint.Signature);
    }

    [Fact]
    public void FormText_ShortAnswers_AreNotCompared()
    {
        var text = ComparedTexts.FormText(State("""{"summary":"一句话"}"""), Definition, 0)!;
        Assert.Equal((TextState.TooShort, null), (text.Part.State, text.Fingerprint.Signature));
    }

    [Fact]
    public void FormText_NoLongAnswer_IsNone() => Assert.Null(ComparedTexts.FormText(State("""{"lead":"林岚"}"""), Definition, 0));

    private static FunctionsApp.Programmes.ProgrammeDefinition Definition => Examples.Fund with { Form = Form };

    private static ComparedText[] Answers(string json) => [.. ComparedTexts.Answers(State(json), Definition, 0)];

    private static ApplicationForm State(string json) =>
        new(App.Tests.Reviews.ReviewSample.Applied, new Answers(JsonSerializer.Deserialize<JsonElement>(json)));
}
