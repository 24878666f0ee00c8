using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using LocalHost.Demo;

namespace Scenarios.Panels;

/// <summary>Six experts, of whom the last one has a conflict with the applicant.</summary>
public sealed class CityWithSixExperts() : CityWithPanel("p", experts: 6);

/// <summary>The panels of a call, assigned together over HTTP, and on the pages.</summary>
public sealed class PanelPlanTests(CityWithSixExperts city) : IClassFixture<CityWithSixExperts>
{
    private const string Address = $"/api/panels/plans/{CityWithPanel.Plan}";
    private const string Conflicted = "expertp6";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Person Officer => city.Person("huang");

    [Fact]
    public async Task Plan_SixApplications_AreProposedChangedAndDeployed()
    {
        var applications = new List<ApplicationUnderTest>();
        foreach (var number in Enumerable.Range(1, 6))
        {
            applications.Add(await city.SubmitToPanelAsync($"Together {number}", CityWithPanel.TogetherProgramme));
        }

        Assert.All(applications, application => Assert.Empty(city.AskedExperts("declaration", application)));
        foreach (var other in new[] { "lin", "wu", "expertp1", "audit" })
        {
            (await city.Person(other).GetAsync(Address, Cancellation)).Expect(HttpStatusCode.Forbidden);
        }

        var before = (await Officer.GetAsync(Address, Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(6, before.GetProperty("waiting").GetArrayLength());
        var proposed = (await Officer.PostAsync($"{Address}/propose", null, Cancellation)).Expect(HttpStatusCode.OK);
        var chosen = Experts(proposed.Json);
        Assert.All(chosen, panel => Assert.Equal(3, panel.Value.Count));
        Assert.DoesNotContain(chosen, panel => panel.Value.Contains(Conflicted));
        var loads = proposed.Json.GetProperty("loads").EnumerateArray().Where(load => load.GetProperty("expert").GetString() != Conflicted)
            .Select(load => load.GetProperty("panels").GetInt32()).ToList();
        Assert.Equal((3, 4), (loads.Min(), loads.Max()));

        var (first, experts) = chosen.First(panel => Free(proposed.Json, panel.Value).Any());
        var changed = experts.Skip(1).Append(Free(proposed.Json, experts).First()).ToList();
        var seats = $"{Address}/seats/{first}";
        (await PutAsync(seats, experts.Skip(1).Append(Conflicted))).Expect(HttpStatusCode.BadRequest);
        (await PutAsync(seats, experts.Skip(1))).Expect(HttpStatusCode.BadRequest);
        var saved = (await PutAsync(seats, changed)).Expect(HttpStatusCode.OK);
        Assert.Equal(changed.Order(), Experts(saved.Json)[first]);

        (await Officer.PostAsync($"{Address}/deploy", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();
        var deployed = Experts((await Officer.GetAsync(Address, Cancellation)).Expect(HttpStatusCode.OK).Json);
        foreach (var application in applications)
        {
            var asked = city.AskedExperts("declaration", application).Select(one => one.User).Order().ToList();
            Assert.Equal(deployed[application.Id], asked);
        }

        Assert.Empty(city.MailsTo(Conflicted));
        (await PutAsync(seats, experts)).Expect(HttpStatusCode.Conflict);
        Assert.Equal(0, (await Officer.GetAsync(Address, Cancellation)).Json.GetProperty("waiting").GetArrayLength());
    }

    [Fact]
    public async Task Plan_ByThePagesWithoutScripts_IsProposedAndDeployed()
    {
        var application = await city.SubmitToPanelAsync("Together by the page", CityWithPanel.TogetherProgramme);
        using var browser = new ScriptlessBrowser(city, "zhou", "en");
        Assert.Contains("Panel trial", (await browser.OpenAsync("/panels/plans")).Text, StringComparison.Ordinal);
        var page = await browser.OpenAsync($"/panels/plans/{CityWithPanel.Plan}");
        var proposed = await browser.PressToAsync(page, "propose");
        Assert.Contains("The proposal is made.", proposed.Text, StringComparison.Ordinal);
        Assert.Contains("Together by the page", proposed.Text, StringComparison.Ordinal);
        var seats = await browser.OpenAsync($"/panels/plans/{CityWithPanel.Plan}/seats/{application.Id}");
        Assert.Contains("Shares the mail domain nanshan-lab.example", seats.Text, StringComparison.Ordinal);
        var refused = await browser.PressAsync(seats, "x", ("experts", "expertp1"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("needs 3 experts", refused.Text, StringComparison.Ordinal);
        var changed = await browser.PressAsync(
            refused, "x", ("experts", "expertp1"), ("experts", "expertp2"), ("experts", "expertp3"));
        Assert.Contains("The change is saved.", changed.Text, StringComparison.Ordinal);
        var deployed = await browser.PressToAsync(changed, "deploy");
        Assert.Contains("The plan is deployed.", deployed.Text, StringComparison.Ordinal);
        await city.SettleAsync();

        Assert.Equal(
            ["expertp1", "expertp2", "expertp3"], city.AskedExperts("declaration", application).Select(one => one.User).Order());
    }

    [Fact]
    public async Task Plan_NeverDeployed_ExpertsAreDrawnAloneAtTheEndOfTheWait()
    {
        var application = await city.SubmitToPanelAsync("Together in vain", CityWithPanel.TogetherProgramme);
        await city.PassAsync(TimeSpan.FromDays(16));

        Assert.Equal(3, city.AskedExperts("declaration", application).Count);
    }

    [Fact]
    public async Task Withdrawal_WhileItWaits_TakesItOffThePlan()
    {
        var application = await city.SubmitToPanelAsync("Together withdrawn", CityWithPanel.TogetherProgramme);
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.DoesNotContain((await Officer.GetAsync(Address, Cancellation)).Json.GetProperty("waiting").EnumerateArray(),
            waiting => waiting.GetString() == application.Id);
    }

    private Task<Answer> PutAsync(string path, IEnumerable<string> experts) =>
        Officer.PutAsync(path, JsonContent.Create(new { experts }), Cancellation);

    private static Dictionary<string, List<string>> Experts(JsonElement plan) => plan.GetProperty("panels").EnumerateArray().ToDictionary(
        panel => panel.GetProperty("application").GetString()!,
        panel => panel.GetProperty("experts").EnumerateArray().Select(seat => seat.GetProperty("expert").GetString()!).ToList());

    /// <summary>Experts who may still be given a panel that has others.</summary>
    private static IEnumerable<string> Free(JsonElement plan, List<string> experts) => plan.GetProperty("loads").EnumerateArray()
        .Where(load => load.GetProperty("panels").GetInt32() < 4).Select(load => load.GetProperty("expert").GetString()!)
        .Where(expert => expert != Conflicted && !experts.Contains(expert));
}
