using FunctionsApp.Warnings;
using static App.Tests.Warnings.Sample;

namespace App.Tests.Warnings;

public class SignalTests
{
    [Fact]
    public void WarningId_SameSourceAndId_IsTheSame()
    {
        Assert.Equal(Signal(WarningLevel.Blue).WarningId, Signal(WarningLevel.Red).WarningId);
        Assert.NotEqual(Signal().WarningId, (Signal() with { ExternalId = "other" }).WarningId);
    }

    [Fact]
    public void Checked_OtherSpelling_NamesTheSameWarning() =>
        Assert.Equal(
            (Signal() with { ExternalId = "caf\u00e9" }).Checked().WarningId,
            (Signal() with { ExternalId = " cafe\u0301 " }).Checked().WarningId);

    [Fact]
    public void Checked_BadField_IsRefused()
    {
        foreach (var bad in new[]
                 {
                     Signal() with { Sector = "mining" },
                     Signal() with { District = "110101" },
                     Signal() with { Level = (WarningLevel)4 },
                     Signal() with { Source = " " },
                     Signal() with { Headline = new("好", new string('x', Wording.MaxHeadline + 1)) },
                     Signal() with { Description = new("a\u0008b", "ok") },
                     Signal() with { Description = new("\uD83D", "ok") },
                 })
        {
            Assert.Equal("invalid-field", Slug(() => bad.Checked()));
        }

        (Signal() with { Headline = new("好", new string('x', Wording.MaxHeadline)), Description = new("\U0001F600", "ok\r\n") }).Checked();
    }
}
