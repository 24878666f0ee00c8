using System.Text;
using FunctionsApp.Platform.Http;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

/// <summary>Alerts as systems of the field write them: in Chinese encodings, with long headlines, with values in one info alone.</summary>
public class CapFilesTests
{
    [Fact]
    public void Read_Gbk_IsItsText()
    {
        var signal = Read("gbk").Signal;

        Assert.Equal(("id-gbk", "440305", "交付延期"), (signal.ExternalId, signal.District, signal.Headline.Chinese));
    }

    [Theory]
    [InlineData("GBK")]
    [InlineData("GB2312")]
    [InlineData("gb18030")]
    [InlineData("UTF-16")]
    public void Read_DeclaredEncoding_IsItsText(string name)
    {
        _ = CapText.Decode("<a/>"u8, null);
        var document = CapAlerts.With("encoding=\"UTF-8\"", $"encoding=\"{name}\"");

        var signal = CapSignal.Read(Encoding.GetEncoding(name).GetBytes(document), CapStatus.Actual).Signal;

        Assert.Equal("信息技术业订单下降", signal.Headline.Chinese);
    }

    [Fact]
    public void Read_CharsetOfTheMedia_CountsBeforeTheDeclaration()
    {
        var document = Encoding.UTF8.GetBytes(CapAlerts.With("encoding=\"UTF-8\"", "encoding=\"GBK\""));

        Assert.Equal("信息技术业订单下降", CapSignal.Read(document, CapStatus.Actual, "utf-8").Signal.Headline.Chinese);
    }

    [Theory]
    [InlineData("encoding=\"GBK\"")]
    [InlineData("encoding=\"x-unknown\"")]
    public void Read_BytesThatTheEncodingDoesNotHave_AreRefusedAndNotReplaced(string declared)
    {
        byte[] document = [.. Encoding.ASCII.GetBytes($"<?xml version=\"1.0\" {declared}?><a>"), 0x81, 0x20, .. "</a>"u8];

        Assert.Equal("malformed-xml", Assert.Throws<ProblemException>(() => CapSignal.Read(document, CapStatus.Actual)).Type.Slug);
    }

    [Fact]
    public void Read_LongForeignHeadline_IsKeptInFull()
    {
        var headline = Read("longhead").Signal.Headline.Chinese;

        Assert.True(headline.Length > Wording.MaxHeadline);
        Assert.Equal(headline, DraftWarning.Decide(null, Read("longhead").Signal, Sample.By()).Next.Warning.Wording.Headline.Chinese);
    }

    [Fact]
    public void Read_ValuesInTheSecondInfoAlone_AreTakenAndDifferingOnesShown()
    {
        var alert = Read("en2");

        Assert.Equal(new DateTimeOffset(2026, 12, 3, 10, 0, 0, TimeSpan.Zero), alert.Signal.Expires);
        Assert.Equal(
            (WarningLevel.Orange, Urgency.Immediate, Certainty.Observed, "440305"),
            (alert.Signal.Level, alert.Signal.Urgency, alert.Signal.Certainty, alert.Signal.District));
        Assert.Equal(
            ["severity: Moderate, Severe", "urgency: Expected, Immediate", "certainty: Likely, Observed"], alert.Arrival.Differing);
        Assert.Equal(["zh-CN", "en-US"], alert.Arrival.Languages);
    }

    private static CapAlert Read(string name) => CapSignal.Read(CapAlerts.File(name), CapStatus.Actual);
}
