using System.Text;
using System.Text.Json;
using CsCheck;
using FunctionsApp.City;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.National;

namespace App.Tests.Warnings.National;

/// <summary>The national form: written, read back, and what is refused.</summary>
public class NationalFormTests
{
    private static readonly NationalIdentifier First = NationalIdentifier.Find("44030000000000_20260302090000_0")!;

    private static readonly Gen<char> Letter = Gen.OneOf(Gen.Char['!', '~'], Gen.Char['一', '龥'], Gen.OneOf(' ', '<', '&', '"', ']'));

    private static readonly Gen<string> Line = Gen.String[Letter, 1, 40].Where(
        text => PlainText.Fault(text, 1000, oneLine: true) is null).Select(PlainText.Kept);

    private static readonly Gen<string> Lines = Gen.Select(Line, Line, (one, other) => PlainText.Kept($"{one}\n\n {other}"));

    private static readonly Gen<DateTimeOffset> Moments = Gen.Select(
        Gen.Long[0, 10L * 365 * 86_400], Gen.OneOf(0, 1, 2_500_000), (seconds, ticks) =>
            new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds(seconds).AddTicks(ticks));

    private static readonly Gen<Scope> Scopes = Gen.Select(
        Gen.OneOf("it", "testing"), Gen.OneOf(Districts.All.Select(district => district.Code).ToArray()).HashSet[0, 4],
        (sector, codes) => Scope.Of(sector, codes));

    private static readonly Gen<WarningMessage> Messages =
        from texts in Gen.Select(Both(Line), Both(Line), Both(Lines), Both(Lines).Null(), Both(Lines).Null())
        from evidence in Gen.Select(
            Line.Null(), Gen.Decimal.Nullable(), Gen.Enum<Urgency>(), Gen.Enum<Certainty>(),
            (indicator, value, urgency, certainty) => new Evidence(indicator, value, urgency, certainty))
        from kind in Gen.Select(Gen.Enum<MessageType>(), Gen.Enum<WarningLevel>(), Gen.Enum<CapStatus>(), Gen.Int[1, 100])
        from place in Gen.Select(Scopes, Moments, Moments)
        select new WarningMessage
        {
            WarningId = "wg541aw22m5dvk155rx6",
            Number = kind.Item4,
            Type = kind.Item1,
            Sent = DateTimeOffset.FromUnixTimeSeconds(place.Item2.ToUnixTimeSeconds()),
            Issuer = Sample.Settings.Issuer with { Status = kind.Item3 },
            Scope = place.Item1,
            Level = kind.Item2,
            Wording = new Wording(texts.Item1, texts.Item2, texts.Item3, texts.Item4),
            Evidence = evidence,
            Expires = place.Item3,
            Note = texts.Item5,
        };

    [Fact]
    public void Write_AnyMessage_ReadsBackWithoutLoss() => Messages.Sample(message =>
    {
        var identifier = new NationalIdentifier("44030012345678", message.Sent, message.Number % 10);

        var read = NationalReader.Read(Text(NationalForm.Of(message, identifier, [First])));

        Assert.Equal(identifier.ToString(), read.Identifier.ToString());
        Assert.Equal([First.ToString()], read.References.Select(reference => reference.ToString()));
        Assert.Equal(Json(message), Json(NationalForm.Message(read)));
    });

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(Own, Own);

    [Fact]
    public void Write_Message_IsInTheTimeOfBeijingAndMarksAnExercise()
    {
        var message = Sample.Published().Messages[0];
        var document = Text(NationalForm.Of(message with { Issuer = message.Issuer with { Status = CapStatus.Exercise } }, First, []));

        Assert.Contains("<identifier>44030000000000_20260302090000_0</identifier>", document);
        Assert.Contains("<sendTime>2026-03-02 09:00:00+08:00</sendTime>", document);
        Assert.Contains("<severity>Yellow</severity>", document);
        Assert.Contains("<headline>【演练】", document);
    }

    [Theory]
    [InlineData("44030000000000_20260302090000_0", true)]
    [InlineData("44030000000000_20260302090000_9", true)]
    [InlineData("4403000000000_20260302090000_0", false)]
    [InlineData("44030000000000-20260302090000-0", false)]
    [InlineData("44030000000000_20260302090000_10", false)]
    [InlineData("44030000000000_20260230090000_0", false)]
    [InlineData("44030000000000_20260302240000_0", false)]
    [InlineData("4403000000000x_20260302090000_0", false)]
    [InlineData("４4030000000000_20260302090000_0", false)]
    [InlineData(null, false)]
    public void Find_Identifier_HasItsForm(string? text, bool isOne)
    {
        Assert.Equal(isOne, NationalIdentifier.Find(text) is not null);
        if (isOne) Assert.Equal(text, NationalIdentifier.Find(text)!.ToString());
    }

    [Theory]
    [InlineData("<status>Actual</status>", "", "alert")]
    [InlineData("<status>Actual", "<status>Real", "status")]
    [InlineData("<status>Actual", "<status>0", "status")]
    [InlineData("_0</identifier>", "_00</identifier>", "identifier")]
    [InlineData("<sendTime>2026-03-02 09:00:00+08:00", "<sendTime>2026-03-02 09:00:00", "sendTime")]
    [InlineData("<severity>Yellow", "<severity>Green", "severity")]
    [InlineData("<valueName>capSender", "<valueName>sector", "parameter")]
    [InlineData("</secClassification>", "</secClassification><references>a</references>", "references")]
    public void Read_AnotherForm_NamesTheElement(string part, string replacement, string element)
    {
        Assert.Contains(part, Own);
        var at = Own.IndexOf(part, StringComparison.Ordinal);

        var refusal = Assert.Throws<ProblemException>(() => NationalReader.Read(Own[..at] + replacement + Own[(at + part.Length)..]));

        Assert.Equal("unsupported-national", refusal.Type.Slug);
        Assert.Contains($", {element}: ", refusal.Detail!.English);
    }

    [Theory]
    [InlineData("<!DOCTYPE alert [<!ENTITY x 'y'>]><alert>&x;</alert>", "unsafe-xml")]
    [InlineData("<alert>", "malformed-xml")]
    [InlineData("<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"/>", "unsupported-national")]
    [InlineData("<alert/>", "unsupported-national")]
    public void Read_NoDocument_IsRefused(string document, string slug) =>
        Assert.Equal(slug, Sample.Slug(() => NationalReader.Read(document)));

    private static string Own => Text(NationalForm.Of(Sample.Published().Messages[0], First, []));

    private static string Text(NationalAlert alert) => Encoding.UTF8.GetString(NationalDocument.Write(alert));

    private static string Json(WarningMessage message) => JsonSerializer.Serialize(message, AppJson.Options);

    private static Gen<LocalizedText> Both(Gen<string> text) =>
        Gen.Select(text, text, (chinese, english) => new LocalizedText(chinese, english));
}
