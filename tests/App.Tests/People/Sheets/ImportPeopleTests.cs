using FunctionsApp.Identity;
using FunctionsApp.People.Sheets;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.People.Sheets.SheetSample;

namespace App.Tests.People.Sheets;

/// <summary>How a file becomes entries: all rows or none, and each once.</summary>
public sealed class ImportPeopleTests
{
    private const string Wu = "wu,吴,wu@x.cn,专家";
    private const string Li = "li,李,li@x.cn,专家";

    private readonly SheetSample sample = new();

    [Fact]
    public async Task Apply_WithOneBadRow_WritesNothing()
    {
        var imported = await sample.ApplyAsync(Wu, "li,李,none,专家");

        Assert.Equal((0, 1), (imported.Saved, imported.Plan.Faults.Count));
        Assert.Empty(await sample.PeopleAsync());
    }

    [Fact]
    public async Task Apply_Twice_ChangesNothingTheSecondTime()
    {
        Assert.Equal(2, (await sample.ApplyAsync(Wu, Li)).Saved);
        var (_, version) = await sample.Desk.GetAsync("wu", TestContext.Current.CancellationToken);

        Assert.Equal(0, (await sample.ApplyAsync(Wu, Li)).Saved);

        Assert.Equal(["li", "wu"], (await sample.PeopleAsync()).Select(person => person.Id));
        Assert.Equal(version, (await sample.Desk.GetAsync("wu", TestContext.Current.CancellationToken)).Version);
    }

    /// <summary>As after a crash: some rows were written.</summary>
    [Fact]
    public async Task Apply_AfterAPart_WritesTheOthers()
    {
        await sample.ApplyAsync(Wu);

        Assert.Equal(1, (await sample.ApplyAsync(Wu, Li)).Saved);
    }

    [Fact]
    public async Task Apply_OfAnEntryThatChangedAfterThePreview_WritesNothingAndNamesTheRow()
    {
        await sample.SaveAsync(Member("wu", role: Role.Expert));
        var shown = (await sample.PlanAsync(Wu, Li)).Rows.ToDictionary(row => row.Row.Id, row => row.Seen);
        await sample.SaveAsync(Member("wu", role: Role.Expert) with { Sectors = ["it"] });

        var imported = await sample.ApplyAsync(Csv(Wu, Li), shown);

        Assert.Equal(0, imported.Saved);
        Assert.Equal(["Row 2: someone changed the entry of wu after it was shown"], Faults(imported.Plan));
        Assert.DoesNotContain(await sample.PeopleAsync(), person => person.Id == "li");
    }

    [Fact]
    public async Task Apply_ConfirmedTwice_ChangesNothingTheSecondTime()
    {
        var file = Csv(Wu, Li);
        var plan = await sample.PlanAsync(file);
        var shown = plan.Rows.ToDictionary(row => row.Row.Id, row => row.Seen);

        Assert.Equal(2, (await sample.ApplyAsync(file, shown)).Saved);
        var again = await sample.ApplyAsync(file, shown);

        Assert.Equal((0, 0), (again.Saved, again.Plan.Faults.Count));
    }

    [Fact]
    public async Task Apply_OfAPersonWhoLeft_KeepsThemAsTheFileShowsThem()
    {
        await sample.ApplyAsync(Wu);
        byte[] File(string state) => System.Text.Encoding.UTF8.GetBytes($"{Headings},状态\r\n{Wu},{state}");

        Assert.Equal(1, (await sample.ApplyAsync(File("已离开"))).Saved);
        Assert.True(Assert.Single(await sample.PeopleAsync()).HasLeft);
        Assert.Equal(0, (await sample.ApplyAsync(File("left"))).Saved);
        Assert.Equal(0, (await sample.ApplyAsync(Wu)).Saved);
        Assert.Equal(1, (await sample.ApplyAsync(File("在册"))).Saved);
        Assert.False(Assert.Single(await sample.PeopleAsync()).HasLeft);
    }
}
