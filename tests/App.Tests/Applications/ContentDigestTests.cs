using FunctionsApp.Applications;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applications;

public sealed class ContentDigestTests
{
    [Fact]
    public void Of_AnyContentChanged_Differs()
    {
        var plan = Applied.Slots[0];
        Application[] changed =
        [
            Applied with { Subject = Applied.Subject with { Title = "x" } },
            Applied with { Subject = Applied.Subject with { Amount = 1 } },
            Applied with { Slots = [plan with { Version = 9 }, .. Applied.Slots.Skip(1)] },
            Applied with { Slots = [plan with { Sha256 = "cc" }, .. Applied.Slots.Skip(1)] },
            Applied with { Form = new FormState("aa", []) },
            Applied with { Form = new FormState("bb", []) },
            Applied with { Slots = [plan with { State = DocumentState.Rejected }, .. Applied.Slots.Skip(1)] },
        ];

        Assert.Equal(8, changed.Append(Applied).Select(ContentDigest.Of).Distinct().Count());
    }

    [Fact]
    public void Of_SameContentOtherwiseWritten_IsTheSame() => Assert.Equal(
        ContentDigest.Of(Applied),
        ContentDigest.Of(
            Applied with { Subject = Applied.Subject with { Amount = 500_000.00m }, Slots = [.. Applied.Slots.Reverse()], RequestHash = "h" }));
}
