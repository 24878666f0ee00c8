using System.Xml.Linq;
using System.Xml.Schema;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

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
        var alert = CapAssert.Flawless(Write(Message(level, type)));

        Assert.Equal(type.ToString(), alert.Element(Cap + "msgType")!.Value);
        Assert.Equal(["zh-CN", "en"], alert.Elements(Cap + "info").Select(info => info.Element(Cap + "language")!.Value));
        Assert.All(alert.Elements(Cap + "info"), info =>
        {
            Assert.Equal(severity, info.Element(Cap + "severity")!.Value);
            var colour = info.Elements(Cap + "parameter").Single(pair => pair.Element(Cap + "valueName")!.Value == "colour");
            Assert.Equal(level.ToString(), colour.Element(Cap + "value")!.Value);
            Assert.Equal("440305", info.Element(Cap + "area")!.Element(Cap + "geocode")!.Element(Cap + "value")!.Value);
        });
        Assert.Equal(type == MessageType.Alert, alert.Element(Cap + "references") is null);
        Assert.Contains("not a statutory", alert.Element(Cap + "note")!.Value);
    }

    [Fact]
    public void Write_Times_AreWholeSecondsInShanghai()
    {
        var alert = CapAssert.Flawless(Write(Message(WarningLevel.Red, MessageType.Alert)));

        Assert.Equal("2026-03-02T09:00:00+08:00", alert.Element(Cap + "sent")!.Value);
        Assert.Equal("2026-03-09T09:00:00+08:00", alert.Element(Cap + "info")!.Element(Cap + "expires")!.Value);
    }

    [Theory]
    [InlineData(null, "440300")]
    [InlineData("qianhai", "qianhai")]
    public void Write_CityAndZones_AreValid(string? district, string code)
    {
        var message = Message(WarningLevel.Blue, MessageType.Alert) with
        {
            Scope = new Scope("it", district),
            Evidence = new Evidence(null, null, null, null),
            Wording = Sample.Signal().Wording with { Instruction = null },
        };
        Assert.Contains(code, CapAssert.Flawless(Write(message)).Value);
    }

    [Fact]
    public void Write_Twice_GivesTheSameBytes() => Assert.Equal(
        Write(Message(WarningLevel.Red, MessageType.Update)), Write(Message(WarningLevel.Red, MessageType.Update)));

    [Fact]
    public void Write_References_AreTheEarlierMessagesInOrder()
    {
        CapReference[] earlier = [new("a@x", "w-1", Sample.Now), new("a@x", "w-2", Sample.Now.AddHours(1))];
        var alert = CapAssert.Flawless(CapDocument.Write(Message(WarningLevel.Red, MessageType.Update), earlier, Web));

        Assert.Equal("a@x,w-1,2026-03-02T09:00:00+08:00 a@x,w-2,2026-03-02T10:00:00+08:00", alert.Element(Cap + "references")!.Value);
    }

    [Fact]
    public void Schema_DocumentWithoutSender_IsInvalid()
    {
        // The check itself checks: a broken document does not pass it.
        var alert = XElement.Load(new MemoryStream(Write(Message(WarningLevel.Red, MessageType.Alert))));
        alert.Element(Cap + "sender")!.Remove();

        Assert.Throws<XmlSchemaValidationException>(() => CapAssert.Flawless(System.Text.Encoding.UTF8.GetBytes(alert.ToString())));
    }

    private static byte[] Write(WarningMessage message) => CapDocument.Write(
        message, message.Type == MessageType.Alert ? [] : [Sample.Published().Messages[0].Reference], Web);

    private static WarningMessage Message(WarningLevel level, MessageType type)
    {
        var published = Sample.Published(level);
        return type == MessageType.Alert
            ? published.Messages[0]
            : AddMessage.To(published, published.Warning, type, Sample.By(at: Sample.Now.AddHours(1)), new("原因", "Reason")).Messages[^1];
    }
}
