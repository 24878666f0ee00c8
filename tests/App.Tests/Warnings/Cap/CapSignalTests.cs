using System.Text;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

using static App.Tests.Warnings.Cap.CapAlerts;

namespace App.Tests.Warnings.Cap;

public class CapSignalTests
{
    [Fact]
    public void Read_TwoLanguages_MakesOneSignal()
    {
        var signal = Read(Valid);

        Assert.Equal(("stats@sz.example", "A-17", "it", "440305"), (signal.Source, signal.ExternalId, signal.Sector, signal.District));
        Assert.Equal((WarningLevel.Orange, Urgency.Future, Certainty.Possible), (signal.Level, signal.Urgency, signal.Certainty));
        Assert.Equal(new LocalizedText("订单下降", "Orders fall"), signal.Event);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 1, 0, 0, TimeSpan.Zero), signal.Expires);
        Assert.Equal(-30.5m, signal.Value);
    }

    [Fact]
    public void Read_OwnDocument_GivesItsContentBack()
    {
        var message = Sample.Published(WarningLevel.Red).Messages[0];

        var signal = CapSignal.Read(CapDocument.Write(message, [], new Uri("https://hts.example/")), CapStatus.Actual).Signal;

        Assert.Equal(
            (message.Wording, message.Level, message.Scope), (signal.Wording, signal.Level, new Scope(signal.Sector, signal.District)));
        Assert.Equal(message.Evidence, new Evidence(signal.Indicator, signal.Value, signal.Urgency, signal.Certainty));
    }

    [Theory]
    [InlineData("severity>Extreme", WarningLevel.Red)]
    [InlineData("severity>Severe", WarningLevel.Orange)]
    [InlineData("severity>Moderate", WarningLevel.Yellow)]
    [InlineData("severity>Minor", WarningLevel.Blue)]
    public void Read_Severity_GivesTheLevel(string severity, WarningLevel level) =>
        Assert.Equal(level, Read(Valid.Replace("severity>Severe", severity)).Level);

    [Fact]
    public void Read_ExternalEntity_IsUnsafe() => Assert.Equal("unsafe-xml",
        Slug(Valid.Replace("<alert", "<!DOCTYPE alert [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>\n<alert").Replace("A-17", "&x;")));

    [Fact]
    public void Read_ExternalDtd_IsUnsafe() =>
        Assert.Equal("unsafe-xml", Slug(Valid.Replace("<alert", "<!DOCTYPE alert SYSTEM \"http://attacker.example/x.dtd\">\n<alert")));

    [Fact]
    public void Read_BillionLaughs_IsUnsafeAndCheap()
    {
        var entities = string.Concat(
            Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        Assert.Equal("unsafe-xml", Slug(
            Valid.Replace("<alert", $"<!DOCTYPE alert [<!ENTITY l0 \"lol\">{entities}]>\n<alert").Replace("A-17", "&l9;")));
    }

    [Fact]
    public void Read_DoctypeInUtf16_IsUnsafe()
    {
        var text = Encoding.Unicode.GetBytes("<!DOCTYPE alert [<!ENTITY x 'y'>]><alert>&x;</alert>");
        byte[] document = [.. Encoding.Unicode.GetPreamble(), .. text];
        Assert.Equal("unsafe-xml", Assert.Throws<ProblemException>(() => CapSignal.Read(document, CapStatus.Actual)).Type.Slug);
    }

    [Theory]
    [InlineData("</alert>", "", "malformed-xml")]
    [InlineData("A-17", "&x;", "malformed-xml")]
    [InlineData("cap:1.2", "cap:1.1", "unsupported-cap")]
    [InlineData("<status>Actual", "<status>Exercise", "unsupported-cap")]
    [InlineData("<msgType>Alert", "<msgType>Cancel", "invalid-cap")]
    [InlineData("<msgType>Alert</msgType><scope>Public</scope>",
        "<msgType>Cancel</msgType><scope>Public</scope><references>a@b,c,2026-03-02T09:00:00+08:00</references>", "unsupported-cap")]
    [InlineData("<severity>Severe", "<severity>Unknown", "unsupported-cap")]
    [InlineData("<scope>Public", "<scope>Private", "invalid-cap")]
    [InlineData("<scope>Public</scope>", "<scope>Private</scope><addresses>a@sz.example</addresses>", "unsupported-cap")]
    [InlineData("<scope>Public</scope>", "<scope>Restricted</scope><restriction>staff</restriction>", "unsupported-cap")]
    [InlineData("<value>-30.5", "<value>a third", "unsupported-cap")]
    [InlineData("<headline>IT orders fall", "<headline>IT orders&#10;Level: Red", "invalid-field")]
    [InlineData("<valueName>sector", "<valueName>branch", "unsupported-cap")]
    [InlineData("<identifier>A-17</identifier>", "", "invalid-cap")]
    [InlineData("2026-03-09T09:00:00+08:00", "tomorrow", "invalid-cap")]
    public void Read_Broken_SaysWhat(string part, string replacement, string slug) =>
        Assert.Equal(slug, Slug(Valid.Replace(part, replacement)));

    private static Signal Read(string document) => CapAlerts.Read(document).Signal;

    private static string Slug(string document) => Assert.Throws<ProblemException>(() => Read(document)).Type.Slug;
}
