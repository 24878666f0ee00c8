using App.Tests.Fixtures;
using FunctionsApp.Identity;
using FunctionsApp.People;
using FunctionsApp.Platform.Http;
using Microsoft.Extensions.Options;
using static App.Tests.Fixtures.MemoryApp;

namespace App.Tests.People;

/// <summary>How the register's changes reach those who ask the directory.</summary>
public sealed class PeopleRegisterTests
{
    private static readonly PersonEntry Entry = new() { Name = "Li", Email = "li@x.cn", Roles = [Role.Expert] };

    private readonly StoreUnderTest under = new(PersonAggregate.Kind);
    private readonly (StaffDirectory Staff, PeopleRegister Register, PeopleDesk Desk) here;
    private readonly (StaffDirectory Staff, PeopleRegister Register, PeopleDesk Desk) there;

    public PeopleRegisterTests() => (here, there) = (Instance(), Instance());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Directory_BeforeTheRegisterHasAnEntry_IsTheSettings()
    {
        await here.Register.RefreshAsync(Cancellation);

        Assert.Equal(["seed"], here.Staff.All.Select(person => person.Id));
    }

    [Fact]
    public async Task Change_OnThisInstance_CountsAtOnce()
    {
        await here.Register.RefreshAsync(Cancellation);
        await here.Desk.SaveAsync("li", Entry, "admin", default, Cancellation);
        await here.Register.RefreshAsync(Cancellation);

        Assert.Equal(["li"], here.Staff.With([Role.Expert], null).Select(person => person.Id));
    }

    [Fact]
    public async Task Change_OnAnotherInstance_CountsAfterAMinute()
    {
        await there.Register.RefreshAsync(Cancellation);
        await here.Desk.SaveAsync("li", Entry, "admin", default, Cancellation);

        under.Time.Advance(PeopleRegister.Staleness - TimeSpan.FromTicks(1));
        await there.Register.RefreshAsync(Cancellation);
        Assert.Null(there.Staff.Find("li"));

        under.Time.Advance(TimeSpan.FromTicks(1));
        await there.Register.RefreshAsync(Cancellation);
        Assert.NotNull(there.Staff.Find("li"));
    }

    [Fact]
    public async Task Entry_OfAPersonOfTheSettings_TakesTheirPlace()
    {
        await here.Desk.SaveAsync("seed", Entry, "admin", default, Cancellation);
        await here.Register.RefreshAsync(Cancellation);

        Assert.Equal("Li", Assert.Single(here.Staff.All).Name);
    }

    [Fact]
    public async Task Leave_APersonOfTheSettings_KeepsTheNameAndIsAskedNothing()
    {
        await here.Desk.LeaveAsync("seed", "admin", default, Cancellation);
        await here.Register.RefreshAsync(Cancellation);

        Assert.Equal("seed", here.Staff.Find("seed")?.Name);
        Assert.Empty(here.Staff.With([Role.DepartmentOfficer], null));
    }

    [Fact]
    public async Task Save_WithAnIdThatNamesNoPerson_ReachesNoTable() => Assert.Equal(
        PlatformProblems.InvalidField,
        (await Assert.ThrowsAsync<ProblemException>(() => here.Desk.SaveAsync("a/b", Entry, "admin", default, Cancellation))).Type);

    [Fact]
    public async Task Get_NoneOfThatId_IsNotFound()
    {
        foreach (var id in new[] { "none", "a/b" })
        {
            var refused = await Assert.ThrowsAsync<ProblemException>(() => here.Desk.GetAsync(id, Cancellation));
            Assert.Equal(PlatformProblems.NotFound, refused.Type);
        }
    }

    private (StaffDirectory, PeopleRegister, PeopleDesk) Instance()
    {
        var staff = new StaffDirectory(Options.Create(new StaffOptions { Staff = [Member("seed")] }));
        var register = new PeopleRegister(under.Lists, staff, under.Time);
        return (staff, register, new PeopleDesk(under.Store, staff, register));
    }
}
