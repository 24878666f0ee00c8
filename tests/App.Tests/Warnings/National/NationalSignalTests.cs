using System.Text;
using App.Tests.Warnings.Cap;
using FunctionsApp.Identity;
using FunctionsApp.Warnings;
using FunctionsApp.Warnings.National;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.Warnings.National;

/// <summary>Other agencies' warnings in the national form as signals.</summary>
public class NationalSignalTests
{
    private static readonly string Valid = Encoding.UTF8.GetString(NationalDocument.Write(NationalForm.Of(
        Sample.Published().Messages[0], NationalIdentifier.Find("44030012300000_20260302090000_0")!, [])));

    [Fact]
    public void Read_Document_IsItsSignal()
    {
        var (signal, arrival) = NationalSignal.Read(Valid, CapStatus.Actual);

        Assert.Equal(("44030012300000", "44030012300000_20260302090000_0"), (signal.Source, signal.ExternalId));
        Assert.Equal(("it", "440305", WarningLevel.Yellow), (signal.Sector, signal.District, signal.Level));
        Assert.Equal(Sample.Signal().Wording, signal.Wording);
        Assert.Equal(["zh-CN", "en"], arrival.Languages);
        Assert.Equal("2026-03-02T09:00:00+08:00", arrival.Sent);
    }

    [Fact]
    public void Read_ChineseAlone_ServesForBoth()
    {
        var second = Valid.LastIndexOf("<info>", StringComparison.Ordinal);
        var signal = NationalSignal.Read(Valid[..second] + "</alert>", CapStatus.Actual).Signal;

        Assert.Equal(signal.Headline.Chinese, signal.Headline.English);
    }

    [Fact]
    public void Read_DifferingLevels_TakesTheGravest()
    {
        var at = Valid.LastIndexOf("<severity>Yellow", StringComparison.Ordinal);
        var (signal, arrival) = NationalSignal.Read(Valid.Insert(at, "<severity>Red</severity>"), CapStatus.Actual);

        Assert.Equal(WarningLevel.Red, signal.Level);
        Assert.Equal(["severity: Yellow, Red"], arrival.Differing);
    }

    [Theory]
    [InlineData("<status>Actual", "<status>Exercise")]
    [InlineData("<msgType>Alert", "<msgType>Update")]
    [InlineData("<valueName>sector", "<valueName>trade")]
    [InlineData("<geocode>440305", "<geocode>110101")]
    [InlineData("<language>zh-CN", "<language>fr")]
    public void Read_NotTaken_SaysWhat(string part, string replacement)
    {
        var document = Valid.Replace(part, replacement).Replace("<language>en", replacement.Contains("fr") ? "<language>de" : "<language>en");

        Assert.Equal("unsupported-national", Sample.Slug(() => NationalSignal.Read(document, CapStatus.Actual)));
    }

    [Theory]
    [InlineData("<alert/>", true)]
    [InlineData(CapAlerts.Valid, false)]
    [InlineData("<a/>", false)]
    [InlineData("<!DOCTYPE alert><alert/>", false)]
    [InlineData("", false)]
    public void Is_Document_GoesByItsRoot(string document, bool expected) => Assert.Equal(expected, NationalSignal.Is(document));

    [Fact]
    public async Task Post_Document_MakesADraft()
    {
        var memory = new MemoryWarnings(Member("publisher", role: Role.Publisher));

        var (http, _) = await CallAsync(
            request => memory.Signals.PostAsync(request, TestContext.Current.CancellationToken), "publisher", Valid, "application/xml");

        Assert.Equal(202, http.Response.StatusCode);
    }
}
