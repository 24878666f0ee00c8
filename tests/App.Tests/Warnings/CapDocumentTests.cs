using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Warnings;

namespace App.Tests.Warnings;

public class CapDocumentTests
{
    private static readonly Uri Web = new("https://hts.example/api/warnings/x");
    private static readonly XNamespace Cap = CapDocument.Namespace;

    public static TheoryData<WarningLevel, MessageType, string> Messages()
    {
        var data = new TheoryData<WarningLevel, MessageType, string>();
        string[] severities = ["Minor", "Moderate", "Severe", "Extreme"];
        foreach (var level in Enum.GetValues<WarningLevel>())
        {
            foreach (var type in Enum.GetValues<MessageType>()) data.Add(level, type, severities[(int)level]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Write_EveryLevelAndType_IsValidBySchema(WarningLevel level, MessageType type, string severity)
    {
        var alert = Validate(CapDocument.Write(Message(level, type), Web));

        Assert.Equal(type.ToString(), alert.Element(Cap + "msgType")!.Value);
        Assert.Equal(["zh-CN", "en"], alert.Elements(Cap + "info").Select(info => info.Element(Cap + "language")!.Value));
        Assert.All(alert.Elements(Cap + "info"), info =>
        {
            Assert.Equal(severity, info.Element(Cap + "severity")!.Value);
            Assert.Equal(level.ToString(), info.Elements(Cap + "parameter").Single(pair => pair.Element(Cap + "valueName")!.Value == "colour").Element(Cap + "value")!.Value);
            Assert.Equal("440305", info.Element(Cap + "area")!.Element(Cap + "geocode")!.Element(Cap + "value")!.Value);
        });
        Assert.Equal(type == MessageType.Alert, alert.Element(Cap + "references") is null);
        Assert.Contains("not a statutory", alert.Element(Cap + "note")!.Value);
    }

    [Fact]
    public void Write_Times_AreWholeSecondsInShanghai()
    {
        var alert = Validate(CapDocument.Write(Message(WarningLevel.Red, MessageType.Alert), Web));

        Assert.Equal("2026-03-02T09:00:00+08:00", alert.Element(Cap + "sent")!.Value);
        Assert.Equal("2026-03-09T09:00:00+08:00", alert.Element(Cap + "info")!.Element(Cap + "expires")!.Value);
    }

    [Theory]
    [InlineData(null, "440300")]
    [InlineData("qianhai", "qianhai")]
    public void Write_CityAndZones_AreValid(string? district, string code) => Assert.Contains(code,
        Validate(CapDocument.Write(Message(WarningLevel.Blue, MessageType.Alert) with { District = district, Indicator = null, Value = null, Texts = Sample.Signal().Texts with { Instruction = null } }, Web)).Value);

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(
        CapDocument.Write(Message(WarningLevel.Red, MessageType.Update), Web), CapDocument.Write(Message(WarningLevel.Red, MessageType.Update), Web));

    [Fact]
    public void Schema_DocumentWithoutSender_IsInvalid()
    {
        // The check itself checks: a broken document does not pass it.
        var alert = XElement.Load(new MemoryStream(CapDocument.Write(Message(WarningLevel.Red, MessageType.Alert), Web)));
        alert.Element(Cap + "sender")!.Remove();

        Assert.Throws<XmlSchemaValidationException>(() => Validate(System.Text.Encoding.UTF8.GetBytes(alert.ToString())));
    }

    private static WarningMessage Message(WarningLevel level, MessageType type)
    {
        var published = Sample.Decide(Sample.Verified(level), new PublishWarning("test"));
        return type == MessageType.Alert ? published.Message! : Publication.Of(published.Next, type, new("原因", "Reason"), Sample.Now.AddHours(1), Sample.Settings);
    }

    private static XElement Validate(byte[] document)
    {
        var schemas = new XmlSchemaSet();
        using var stream = typeof(CapDocumentTests).Assembly.GetManifestResourceStream("cap12.xsd")!;
        schemas.Add(null, XmlReader.Create(stream));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        return XElement.Load(reader);
    }
}
