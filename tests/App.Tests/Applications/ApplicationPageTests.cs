using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Platform;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applications;

public sealed class ApplicationPageTests
{
    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void Of_FormThatTheReaderMayRead_LeadsToIt(bool mayRead, bool leads)
    {
        var withForm = Applied with { Form = new FormState("", []) };

        Assert.Equal(leads, Page(withForm, mayRead).Contains($"/api/applications/{withForm.Id}/form", StringComparison.Ordinal));
        Assert.DoesNotContain("/form", Page(Applied, mayRead), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_Rejected_GivesTheReasonsEncoded()
    {
        var page = Page(Applied with { Refusal = new Refusal(new("未通过", "Not approved"), ["<b>Sums</b>"]) }, mayReadForm: false);

        Assert.Contains("Not approved", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;Sums&lt;/b&gt;", page, StringComparison.Ordinal);
    }

    private static string Page(Application application, bool mayReadForm) =>
        ApplicationPage.Of(application, Definition(FirstStage(), Stage()), showsDocuments: true, mayReadForm, Language.English).Body;
}
