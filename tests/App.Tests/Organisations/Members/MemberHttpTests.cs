using System.Text.Json;
using App.Tests.Fixtures;
using App.Tests.Pages;
using Azure.Messaging.ServiceBus;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Mail;
using FunctionsApp.Organisations;
using FunctionsApp.Organisations.Members;
using FunctionsApp.People;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace App.Tests.Organisations.Members;

/// <summary>An organisation of five: two signatories, two drafters, an agent; and people who have no business there.</summary>
public sealed class MemberHttpTests : IAsyncLifetime
{
    private const string Own = "91440300MA5EXA1291";
    private const string Other = "91440300MA5EXB340R";
    private const string Entry = """{ "name": "李丽", "email": "li@x.cn", "roles": ["Signatory"] }""";
    private const string Form = "id=li&name=李丽&email=li@x.cn&roles=Signatory";

    private readonly MemoryApp app = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero), PersonAggregate.Kind, []);
    private readonly StaffDirectory staff;
    private readonly PeopleDesk people;
    private readonly MemberDesk desk;

    public MemberHttpTests()
    {
        staff = new StaffDirectory(Options.Create(new StaffOptions
        {
            Staff =
            [
                Person("xu", Own, Role.Signatory), Person("qian", Other, Role.Signatory), Person("lin", Own, Role.Applicant),
                Person("chen", null, Role.DistrictOfficer), Person("expert", Own, Role.Expert),
            ],
        }));
        var register = new PeopleRegister(app.Lists, staff, app.Time);
        people = new PeopleDesk(app.Store, staff, register);
        desk = new MemberDesk(app.Store, staff, people, register);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private MemberHttp Api => new(desk);

    private MyMembersHttp Site => new(desk, RenderedPage.Site());

    public async ValueTask InitializeAsync() => await app.Store.PutAsync(OrganisationAggregate.Kind, Own, _ => RegisterOrganisation.Decide(
        null, CreditCode.Parse(Own), new OrganisationEntry("南山光电", "440305", ["it"]), "lin"), Cancellation);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Name_BySignatory_IsInTheListOfTheirColleagues()
    {
        await NameAsync("xu", Own);
        await NameAsync("xu", Own);

        var (_, body) = await CallAsync("lin", Role.Applicant, Own, request => Task.FromResult(Api.List(request, Own)));
        Assert.Equal(
            "li 李丽 Signatory, lin lin Applicant, xu xu Signatory",
            string.Join(", ", JsonSerializer.Deserialize<MemberViews>(body, AppJson.Options)!.Items.Select(
                item => $"{item.Id} {item.Name} {string.Join('+', item.Roles)}")));
        Assert.Equal(["OrganisationRegistered", "PersonRegistered", "MemberNamed"], app.Facts);
    }

    [Theory]
    [InlineData("lin", Role.Applicant, Own, "not-found")]
    [InlineData("qian", Role.Signatory, Other, "not-found")]
    [InlineData("chen", Role.DistrictOfficer, null, "not-found")]
    [InlineData("lin", Role.Signatory, Own, "not-allowed")]
    public async Task Name_ByAnyoneElse_IsRefused(string caller, Role role, string? organisation, string slug)
    {
        Assert.Equal(slug, await RefusedAsync(
            caller, role, organisation, request => Api.NameAsync(request, Own, "li", Cancellation), Entry));
        Assert.Equal(slug, await RefusedAsync(
            caller, role, organisation, request => Api.TakeOffAsync(request, Own, "xu", Cancellation), "{}"));
        Assert.Null(staff.Find("li"));
    }

    [Theory]
    [InlineData("chen")]
    [InlineData("expert")]
    [InlineData("qian")]
    public async Task Name_APersonOfTheCityOrOfAnother_IsRefusedAndChangesNothing(string id)
    {
        var before = staff.Find(id);

        Assert.Equal("registered-elsewhere", await RefusedAsync(
            "xu", Role.Signatory, Own, request => Api.NameAsync(request, Own, id, Cancellation), Entry));
        Assert.Equal("not-found", await RefusedAsync(
            "xu", Role.Signatory, Own, request => Api.TakeOffAsync(request, Own, id, Cancellation), "{}"));
        Assert.Equal(before, staff.Find(id));
    }

    [Fact]
    public async Task Name_WithARoleOfTheCity_IsRefused() => Assert.Equal("malformed-json", await RefusedAsync(
        "xu", Role.Signatory, Own, request => Api.NameAsync(request, Own, "li", Cancellation),
        """{ "name": "李丽", "email": "li@x.cn", "roles": ["Expert"] }"""));

    [Fact]
    public async Task TakeOff_OneOfTwo_LeavesTheLastAlone()
    {
        await NameAsync("xu", Own);
        await TakeOffAsync("li", "xu");
        await TakeOffAsync("li", "xu");

        Assert.True((await people.GetAsync("xu", Cancellation)).Person.HasLeft);
        Assert.Equal("last-signatory", await RefusedAsync(
            "li", Role.Signatory, Own, request => Api.TakeOffAsync(request, Own, "li", Cancellation), "{}"));
        Assert.Equal("not-allowed", await RefusedAsync(
            "xu", Role.Signatory, Own, request => Api.NameAsync(request, Own, "xu", Cancellation), Entry));
        Assert.Equal(["OrganisationRegistered", "PersonRegistered", "MemberNamed", "MemberTakenOff", "PersonLeft"], app.Facts);
    }

    [Fact]
    public async Task Facts_OfPeople_BecomeALetterEach()
    {
        await NameAsync("xu", Own);
        await TakeOffAsync("xu", "li");
        foreach (var sent in app.Bus.To(Topology.Facts).Concat(app.Bus.To(Topology.Facts)).ToList())
        {
            await new MembersOnFacts(app.Store, people, new LetterSender(app.Bus.Client), app.Address).OnFactAsync(
                ServiceBusModelFactory.ServiceBusReceivedMessage(body: sent.Body), Cancellation);
        }

        Assert.Equal(
            [("member-named.91440300MA5EXA1291.2", "li@x.cn"), ("member-taken-off.91440300MA5EXA1291.3", "li@x.cn")],
            app.Letters.Select(letter => (letter.Id, letter.Email)).Distinct());
        Assert.Equal(("签署人", "南山光电"), (app.Letters[0].Values["roles"], app.Letters[0].Values["title"]));
    }

    [Fact]
    public async Task Page_OfADrafter_ShowsWhoSignsAndNoForm()
    {
        var (_, html) = await CallAsync("lin", Role.Applicant, Own, request => Task.FromResult(Site.Show(request)));

        Assert.Contains("<th scope=\"row\">xu</th>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("take-off", html, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"email\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_AForm_NamesThePersonOrIsShownAgain()
    {
        var (refused, html) = await SendAsync(Form.Replace("li@x.cn", "nowhere"), request => Site.NameAsync(request, Cancellation));
        var (named, _) = await SendAsync(Form, request => Site.NameAsync(request, Cancellation));
        var (off, _) = await SendAsync("press=off", request => Site.TakeOffAsync(request, "li", Cancellation));
        var (last, shown) = await SendAsync("press=off", request => Site.TakeOffAsync(request, "xu", Cancellation));

        Assert.Equal((400, 303, 303, 409), (refused, named, off, last));
        Assert.Contains("nowhere", html, StringComparison.Ordinal);
        Assert.Contains(MemberProblems.LastSignatory.Title.Chinese, System.Net.WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_ForAnOrganisationWithoutAnEntry_IsRefused() => Assert.Equal("organisation-not-registered", await RefusedAsync(
        "qian", Role.Signatory, Other, request => Api.NameAsync(request, Other, "li", Cancellation), Entry));

    private Task NameAsync(string caller, string organisation) => CallAsync(
        caller, Role.Signatory, organisation, request => Api.NameAsync(request, organisation, "li", Cancellation), Entry);

    private Task TakeOffAsync(string caller, string person) => CallAsync(
        caller, Role.Signatory, Own, request => Api.TakeOffAsync(request, Own, person, Cancellation), "{}");

    private async Task<(int Status, string Html)> SendAsync(string form, Func<HttpRequest, Task<IResult>> function)
    {
        var (http, html) = await CallAsync("xu", Role.Signatory, Own, function, form, ShownForm.Media);
        return (http.Response.StatusCode, html);
    }

    private async Task<string> RefusedAsync(
        string caller, Role role, string? organisation, Func<HttpRequest, Task<IResult>> function, string body = "") =>
        (await Assert.ThrowsAsync<ProblemException>(() => CallAsync(caller, role, organisation, function, body))).Type.Slug;

    private static Task<(HttpContext Http, string Body)> CallAsync(
        string caller, Role role, string? organisation, Func<HttpRequest, Task<IResult>> function, string body = "",
        string media = "application/json") => MemoryApp.CallAsync(request =>
        {
            request.HttpContext.Features.Set(new Caller(
                caller, caller, null, new HashSet<Role> { role }, CreditCode.Find(organisation), null, Language.Chinese));
            return function(request);
        }, caller, body, media);

    private static StaffMember Person(string id, string? organisation, Role role) => new()
    {
        Id = id, Name = id, Email = $"{id}@x.cn", Roles = [role], Organisation = CreditCode.Find(organisation),
    };
}
