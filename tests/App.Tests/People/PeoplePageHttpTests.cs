using System.Net;
using App.Tests.Fixtures;
using App.Tests.Pages;
using FunctionsApp.Identity;
using FunctionsApp.People;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People;

/// <summary>The administrators' pages of the register.</summary>
public sealed class PeoplePageHttpTests
{
    private const string Fields = "name=陈静&email=chen@x.cn&roles=Expert&sectors=it&fields=optics%0D%0Alasers%0D%0A&agreementYear=2026";

    private readonly StoreUnderTest under = new(PersonAggregate.Kind);
    private readonly StaffDirectory staff = new(Options.Create(new StaffOptions { Staff = [Member("seed", district: "440305")] }));
    private readonly PeopleDesk desk;
    private readonly PeopleRegister register;

    public PeoplePageHttpTests()
    {
        register = new PeopleRegister(under.Lists, staff, under.Time);
        desk = new PeopleDesk(under.Store, staff, register);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private PeoplePageHttp Pages => new(desk, staff, RenderedPage.Site());

    [Fact]
    public async Task Register_AForm_AddsThePersonWithAnItemForEachLine()
    {
        var (http, _) = await SendAsync(request => Pages.RegisterAsync(request, Cancellation), $"id=chen&{Fields}");

        Assert.Equal((303, "/people/chen?saved=1"), (http.Response.StatusCode, http.Response.Headers.Location.ToString()));
        var (person, _) = await desk.GetAsync("chen", Cancellation);
        Assert.Equal(["optics", "lasers"], person.Fields);
        Assert.Equal(2026, person.AgreementYear);
    }

    [Fact]
    public async Task Register_AnIdThatIsThere_ShowsTheFormAgain()
    {
        await SendAsync(request => Pages.RegisterAsync(request, Cancellation), $"id=chen&{Fields}");
        var (http, html) = await SendAsync(request => Pages.RegisterAsync(request, Cancellation), $"id=chen&{Fields}&language=en");

        Assert.Equal(412, http.Response.StatusCode);
        Assert.Contains("陈静", WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Null((await desk.GetAsync("chen", Cancellation)).Person.Language);
    }

    [Fact]
    public async Task Register_Empty_NamesEachInputThatIsMissing()
    {
        var (http, html) = await SendAsync(request => Pages.RegisterAsync(request, Cancellation), "id=&name=");

        Assert.Equal(400, http.Response.StatusCode);
        Assert.All(new[] { "#f-name", "#f-email", "#f-roles" }, input => Assert.Contains(input, html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Save_OnAnOldPage_IsRefusedWithWhatWasTyped()
    {
        await SendAsync(request => Pages.RegisterAsync(request, Cancellation), $"id=chen&{Fields}");
        var version = await VersionAsync("chen");
        var first = await SaveAsync("chen", $"{Fields}&language=en&version={version}");
        var second = await SaveAsync("chen", $"{Fields}&language=zh-CN&version={version}");

        Assert.Equal((303, 412), (first, second));
        Assert.Equal("en", (await desk.GetAsync("chen", Cancellation)).Person.Language);
    }

    [Fact]
    public async Task Show_APersonOfTheSettings_CanBeSavedIntoTheRegister()
    {
        Assert.Equal("", await VersionAsync("seed"));
        Assert.Equal(303, await SaveAsync("seed", $"{Fields}&districts=440305&version="));
        Assert.NotNull((await desk.GetAsync("seed", Cancellation)).Version);
    }

    [Fact]
    public async Task List_ByRoleDistrictAndSector_ShowsThoseWhoFit()
    {
        await SendAsync(request => Pages.RegisterAsync(request, Cancellation), $"id=chen&{Fields}");
        await register.RefreshAsync(Cancellation);

        Assert.Equal(["/people/chen", "/people/seed"], await ListedAsync(""));
        Assert.Equal(["/people/chen"], await ListedAsync("?role=Expert&sector=it"));
        Assert.Equal(["/people/chen"], await ListedAsync("?district=440303"));
        Assert.Equal(["/people/chen", "/people/seed"], await ListedAsync("?district=440305&role=none"));
        Assert.Empty(await ListedAsync("?role=Publisher"));
    }

    [Fact]
    public void List_OfMoreThanAPage_LeadsOn()
    {
        staff.Take([.. Enumerable.Range(0, 51).Select(number => Member($"p{number:D2}"))]);
        var search = new PeopleSearch(null, null, null);
        var first = search.PageOf(staff.All, null);
        var second = search.PageOf(staff.All, first.Cursor);

        Assert.Equal((50, "p00", "p49"), (first.Items.Count, first.Items[0].Id, first.Items[^1].Id));
        Assert.Equal(["p50", "seed"], second.Items.Select(person => person.Id));
        Assert.Null(second.Cursor);
    }

    [Fact]
    public async Task Leave_AForm_MarksThePerson()
    {
        var (http, _) = await SendAsync(request => Pages.LeaveAsync(request, "seed", Cancellation), "press=leave");

        Assert.Equal(303, http.Response.StatusCode);
        Assert.True((await desk.GetAsync("seed", Cancellation)).Person.HasLeft);
    }

    private async Task<int> SaveAsync(string id, string form) =>
        (await SendAsync(request => Pages.SavePersonAsync(request, id, Cancellation), form)).Http.Response.StatusCode;

    private async Task<string> VersionAsync(string id)
    {
        var (person, version) = await desk.GetAsync(id, Cancellation);
        return Uri.EscapeDataString(PersonForm.Of(person, version).Value("version"));
    }

    private async Task<IReadOnlyList<string>> ListedAsync(string query)
    {
        var (_, html) = await CallAsync(request => Task.FromResult(Pages.Show(request)), "admin", query: query, role: Role.Administrator);
        return [.. System.Text.RegularExpressions.Regex.Matches(html, "(?<=<th scope=\"row\"><a href=\")/people/[a-z]+").Select(link => link.Value)];
    }

    private static Task<(HttpContext Http, string Body)> SendAsync(Func<HttpRequest, Task<IResult>> function, string form) =>
        CallAsync(function, "admin", form, ShownForm.Media, role: Role.Administrator);
}
