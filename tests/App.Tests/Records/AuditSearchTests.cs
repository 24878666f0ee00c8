using App.Tests.Fixtures;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Records;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace App.Tests.Records;

public sealed class AuditSearchTests
{
    private const string Own = "91440300MA5EXA1291";
    private static readonly AuditSearch All = new(2026, null, null, null, null);
    private static readonly DateOnly Today = new(2026, 3, 2);

    private readonly MemoryApp app = new(ReviewSample.Opened, ReviewAggregate.Kind, []);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 2026, null, null)]
    [InlineData("?year=2025&status=Approved&district=440305", 2025, ApplicationStatus.Approved, "440305")]
    [InlineData("?year=x&status=9&district=%20", 2026, null, null)]
    [InlineData("?year=1999&status=approved", 2026, null, null)]
    public void Of_AnAddress_TakesWhatItCanBe(string query, int year, ApplicationStatus? status, string? district)
    {
        var search = Of(query);

        Assert.Equal((year, status, district), (search.Year, search.Status, search.District));
    }

    [Fact]
    public void Of_ItsOwnAddress_IsTheSameSearch()
    {
        var search = new AuditSearch(2025, "special-fund-rd", ApplicationStatus.Returned, "440305", CreditCode.Parse(Own), "光电 A&B");

        Assert.Equal(search, Of(search.Address("c/ d")[6..]));
        Assert.Contains("cursor=c%2F%20d", search.Address("c/ d"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("special-fund-rd", null, null, true)]
    [InlineData("other", null, null, false)]
    [InlineData(null, ApplicationStatus.Submitted, null, true)]
    [InlineData(null, ApplicationStatus.Approved, null, false)]
    [InlineData(null, null, "440305", true)]
    [InlineData("special-fund-rd", ApplicationStatus.Submitted, "440304", false)]
    public void Fits_EveryFilter_MustHold(string? programme, ApplicationStatus? status, string? district, bool fits) =>
        Assert.Equal(fits, new AuditSearch(2026, programme, status, district, null).Fits(Line()));

    [Theory]
    [InlineData("光电", "南山光电检测中心", true)]
    [InlineData("optics", "Nanshan Optics", true)]
    [InlineData("光电中心", "南山光电检测中心", false)]
    [InlineData("光电", null, false)]
    public void Fits_PartOfTheName_IsFoundInTheNameAtDrafting(string part, string? name, bool fits) =>
        Assert.Equal(fits, (All with { Name = part }).Fits(Line() with { Name = name }));

    [Theory]
    [InlineData(Role.Auditor, null, ApplicationStatus.Draft, true)]
    [InlineData(Role.Auditor, Own, ApplicationStatus.Submitted, false)]
    [InlineData(Role.Administrator, null, ApplicationStatus.Draft, false)]
    [InlineData(Role.Administrator, null, ApplicationStatus.Submitted, true)]
    [InlineData(Role.Administrator, null, ApplicationStatus.Withdrawn, true)]
    [InlineData(Role.Publisher, null, ApplicationStatus.Approved, false)]
    public void MaySee_ByRoleStateAndOrganisation_AsTheTableGrants(Role role, string? organisation, ApplicationStatus status, bool sees) =>
        Assert.Equal(sees, ApplicationAccess.MaySee(Who(role, organisation), Line().Organisation, status, Right.Application));

    [Fact]
    public void MaySee_LineWithoutOrganisation_IsSeenByNoOne() =>
        Assert.False(ApplicationAccess.MaySee(Who(Role.Auditor), null, ApplicationStatus.Submitted, Right.Application));

    /// <summary>Every commit shows the application in its year's list, once; the list follows its status.</summary>
    [Fact]
    public async Task Read_AfterCommits_HasTheApplicationAsItIs()
    {
        var state = ReviewSample.State([]);
        await app.Store.PutAsync(ReviewAggregate.Kind, ReviewSample.Id, _ => Change.To(state, "test", new ReviewPut()), Cancellation);
        await app.Store.PutAsync(
            ReviewAggregate.Kind, ReviewSample.Id,
            _ => Change.To(
                state with { Application = state.Application with { Status = ApplicationStatus.Approved } }, "test", new ReviewPut()),
                Cancellation);

        var year = BeijingTime.Day(state.Application.CreatedAt).Year;
        var line = Assert.Single((await (All with { Year = year }).ReadAsync(app.Lists, Who(Role.Auditor), null, Cancellation)).Items);
        Assert.Equal((ReviewSample.Id, ApplicationStatus.Approved, state.Application.Applicant.Name), (line.Id, line.Status, line.Name));
        Assert.Empty((await (All with { Year = year - 1 }).ReadAsync(app.Lists, Who(Role.Auditor), null, Cancellation)).Items);
    }

    /// <summary>A page looks at 1,000 lines at most; the next one continues behind them, and none is shown twice.</summary>
    [Fact]
    public async Task Read_ANeedleInAYear_IsBoundedAndComplete()
    {
        var lines = Enumerable.Range(0, 1100).Select(place => Shown($"n{place:D4}", place == 1050 ? "440304" : "440305")).ToList();
        await app.Lists.UpdateAsync(new LineSubject("applications", "x"), lines, [], Cancellation);
        var search = All with { District = "440304" };

        var first = await search.ReadAsync(app.Lists, Who(Role.Auditor), null, Cancellation);
        var second = await search.ReadAsync(app.Lists, Who(Role.Auditor), first.Cursor, Cancellation);

        Assert.Empty(first.Items);
        Assert.NotNull(first.Cursor);
        Assert.Equal("n1050", Assert.Single(second.Items).Id);
        Assert.Null(second.Cursor);
        var every = await All.ReadAsync(app.Lists, Who(Role.Auditor), null, Cancellation);
        Assert.Equal(200, every.Items.Count);
    }

    private static Line Shown(string id, string district) =>
        ApplicationIndex.OfYear.Line("2026", id, Line() with { Id = id, District = district });

    private static YearLine Line() => new(
        "id", "special-fund-rd", "题目", Own, "440305", ApplicationStatus.Submitted, new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    private static AuditSearch Of(string query) => AuditSearch.Of(new QueryCollection(QueryHelpers.ParseQuery(query)), Today);

    private static Caller Who(Role role, string? organisation = null) => new(
        "a", "A", null, new HashSet<Role> { role }, organisation is null ? null : CreditCode.Parse(organisation), null, Language.English);
}
