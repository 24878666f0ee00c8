using FunctionsApp.Warnings;
using FunctionsApp.Warnings.Cap;

namespace App.Tests.Warnings.Cap;

public class CapAreasTests
{
    private const string Area = "<area><areaDesc>Nanshan</areaDesc><geocode><valueName>GB/T 2260</valueName><value>440305</value></geocode></area>";

    [Theory]
    [InlineData("440305", "440305")]
    [InlineData("440305007", "440305")]
    [InlineData("440305007001", "440305")]
    [InlineData("440300", null)]
    [InlineData("440300000000", null)]
    [InlineData("qianhai", "qianhai")]
    public void Read_CodeOfTheCity_IsItsDistrict(string code, string? district)
    {
        var signal = CapAlerts.ReadWith(Area, One("x", code)).Signal;

        Assert.Equal((district, (IReadOnlyList<string>?)null), (signal.District, signal.Districts));
    }

    [Theory]
    [InlineData("110101")]
    [InlineData("110101001001")]
    [InlineData("440000")]
    [InlineData("006109")]
    public void Read_CodeOutsideTheCity_IsRefusedWithTheReason(string code)
    {
        var refusal = CapAlerts.Refusal(CapAlerts.With(Area, One("x", code)));

        Assert.Equal("unsupported-cap", refusal.Type.Slug);
        Assert.Equal(
            $"Line 10, area: not an area of the city: GB/T 2260 {code}; use codes of GB/T 2260, 6, 9 or 12 digits", refusal.Detail!.English);
    }

    [Fact]
    public void Read_OneOfSeveralOutsideTheCity_IsRefused() =>
        Assert.Equal("unsupported-cap", CapAlerts.Refusal(CapAlerts.With(Area, Area + One("x", "110101"))).Type.Slug);

    [Fact]
    public void Read_SeveralAreas_AreAllKept()
    {
        var alert = CapAlerts.ReadWith(Area, One("龙华区", "440309") + One("南山区", "440305") + One("南山街道", "440305001"));

        Assert.Null(alert.Signal.District);
        Assert.Equal(["440305", "440309"], alert.Signal.Districts!);
        Assert.Equal(
            ["龙华区; GB/T 2260 440309", "南山区; GB/T 2260 440305", "南山街道; GB/T 2260 440305001"], alert.Arrival.Areas);
    }

    [Theory]
    [InlineData("南山区", "440305")]
    [InlineData("Nanshan District", "440305")]
    [InlineData("深圳市", null)]
    public void Read_AreaByNameAlone_IsThatDistrict(string name, string? district) =>
        Assert.Equal(district, CapAlerts.ReadWith(Area, $"<area><areaDesc>{name}</areaDesc></area>").Signal.District);

    [Theory]
    [InlineData("<area><areaDesc>the coast</areaDesc></area>")]
    [InlineData("<area><areaDesc>the coast</areaDesc><circle>22.5,113.9 5</circle></area>")]
    [InlineData("<area><areaDesc>x</areaDesc><geocode><valueName>own</valueName><value>A7</value></geocode></area>")]
    public void Read_AreaThatCannotBeMapped_IsRefused(string area) =>
        Assert.Equal("unsupported-cap", CapAlerts.Refusal(CapAlerts.With(Area, area)).Type.Slug);

    [Fact]
    public void Read_NoArea_IsTheCompleteCity() => Assert.Null(CapAlerts.ReadWith(Area, "").Signal.Scope.District);

    [Fact]
    public void Publish_SeveralDistricts_HasAnAreaForEach()
    {
        var draft = DraftWarning.Decide(null, Sample.Signal() with { District = null, Districts = ["440309", "440305"] }, Sample.By()).Next;
        var verified = VerifyWarning.Decide(draft, Sample.Confirm(), Sample.Officer()).Next;

        var published = PublishWarning.Decide(verified, Sample.By());

        var read = CapSignal.Read(
            CapDocument.Write(published.Next.Messages[0], [], new Uri("https://hts.example/")), CapStatus.Actual).Signal;
        Assert.Equal(["440305", "440309"], read.Districts!);
        Assert.Equal(["440305", "440309"], ((WarningFact)published.Facts[0].Fact).Districts!);
    }

    private static string One(string name, string code) =>
        $"<area><areaDesc>{name}</areaDesc><geocode><valueName>GB/T 2260</valueName><value>{code}</value></geocode></area>";
}
