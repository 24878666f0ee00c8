using System.Text;
using FunctionsApp.Identity;
using FunctionsApp.People.Sheets;
using FunctionsApp.Platform.Sheets;
using FunctionsApp.Platform;
using static App.Tests.Fixtures.MemoryApp;
using static App.Tests.People.Sheets.SheetSample;

namespace App.Tests.People.Sheets;

/// <summary>What a file would do to the register, and every fault of one.</summary>
public sealed class PlanImportTests
{
    private const string Wu = "wu,吴,wu@x.cn,专家";

    private readonly SheetSample sample = new(Member("seed"));

    [Fact]
    public async Task Row_OfAPersonWhoIsNotThere_IsAdded()
    {
        var row = Assert.Single((await sample.PlanAsync(Wu)).Rows);

        Assert.Equal((2, "wu", RowOutcome.Added, ""), (row.Row.Number, row.Row.Id, row.Outcome, row.Seen));
        Assert.Empty(row.Fields);
    }

    [Fact]
    public async Task Row_ThatDiffers_NamesWhatChanges()
    {
        await sample.SaveAsync(Member("wu", role: Role.Expert) with { Name = "Wu", Sectors = ["it"], Language = null });

        var row = Assert.Single((await sample.PlanAsync(Wu)).Rows);

        Assert.Equal(RowOutcome.Changed, row.Outcome);
        Assert.Equal(["name"], row.Fields);
    }

    [Theory]
    [InlineData("专家")]
    [InlineData("expert")]
    [InlineData("Expert")]
    public async Task Row_WithARoleInAnyLanguage_IsTheSame(string role)
    {
        await sample.SaveAsync(Member("wu", role: Role.Expert) with { Name = "吴", Language = null });

        Assert.Equal(RowOutcome.Unchanged, Assert.Single((await sample.PlanAsync($"wu,吴,wu@x.cn,{role}")).Rows).Outcome);
    }

    [Theory]
    [InlineData(Language.Chinese)]
    [InlineData(Language.English)]
    public async Task Export_ImportedAgain_ChangesNothing(Language language)
    {
        await sample.SaveAsync(Member("wu"));
        await sample.SaveAsync(Full("chen"));
        await sample.Desk.LeaveAsync("wu", "admin", default, TestContext.Current.CancellationToken);
        var people = (await sample.PeopleAsync()).Where(person => person.Id != "seed").ToList();

        foreach (var format in new[] { SheetFormat.Xlsx, SheetFormat.Csv })
        {
            var plan = await sample.PlanAsync(WritePeople.Write(people, format, language));
            Assert.Empty(plan.Faults);
            Assert.Equal([("chen", RowOutcome.Unchanged), ("wu", RowOutcome.Unchanged)], plan.Rows.Select(row => (row.Row.Id, row.Outcome)));
        }
    }

    [Fact]
    public async Task Column_ThatTheFileLacks_StaysAsItIs()
    {
        await sample.SaveAsync(Member("wu"));
        await sample.SaveAsync(Full("chen"));

        await sample.ApplyAsync("chen,=李,chen@x.cn,专家".Replace("=", "'=", StringComparison.Ordinal));

        var chen = (await sample.PeopleAsync()).Single(person => person.Id == "chen");
        Assert.Equal(Full("chen").Fields, chen.Fields);
        Assert.Equal(("seed", 2026), (chen.Delegate, chen.AgreementYear));
        Assert.Equal([Role.Expert], chen.Roles);
    }

    [Theory]
    [InlineData("a/b,吴,b@x.cn,专家", "Row 2, User id: must be 1 to 100 letters, digits or . _ @ -")]
    [InlineData("b,,b@x.cn,专家", "Row 2, Name: is required and missing")]
    [InlineData("b,吴,none,专家", "Row 2, Mail address: is no mail address")]
    [InlineData("b,=cmd|'/c calc'!A1,b@x.cn,专家", "Row 2, Name: is a formula; make it a text, or put an apostrophe before it")]
    [InlineData("b,@SUM(A1),b@x.cn,专家", "Row 2, Name: is a formula; make it a text, or put an apostrophe before it")]
    [InlineData("b,吴,b@x.cn,专家,more", "Row 2, E: has no heading")]
    [InlineData("b,吴,SEED@x.cn,专家", "Row 2, Mail address: belongs to seed already")]
    public async Task Row_WithAFault_IsNamedByRowAndColumn(string row, string fault) =>
        Assert.Equal([fault], Faults(await sample.PlanAsync(row)));

    [Theory]
    [InlineData("角色", "驾驶员", "Row 2, Roles: item 1 ")]
    [InlineData("负责的区", "南山区、广州", "Row 2, Districts served: item 2 ")]
    [InlineData("熟悉的领域", "采矿", "Row 2, Sectors known: item 1 ")]
    [InlineData("所在单位的统一社会信用代码", "91440300MA5EXA1290", "Row 2, Credit code of the own organisation: is no valid ")]
    [InlineData("申报有利害关系的单位的统一社会信用代码", "91440300MA5EXA1291；1", "Row 2, Credit codes of organisations with a declared relation: item 2 is no valid ")]
    [InlineData("信件语言", "法语", "Row 2, Language of letters: ")]
    [InlineData("代理人的用户标识", "none", "Row 2, User id of the delegate: is not in the register")]
    [InlineData("不在岗起始日", "2026-13-01", "Row 2, First day out of office: ")]
    [InlineData("不在岗起始日", "2026-03-01", "Row 2, Last day out of office: first and last day belong together")]
    [InlineData("已签年度协议的年份", "2011", "Row 2, Year of the accepted agreement: must be 2012 to 2100")]
    [InlineData("已签年度协议的年份", "今年", "Row 2, Year of the accepted agreement: ")]
    [InlineData("状态", "休假", "Row 2, State: must be Active or Left")]
    public async Task Cell_WithAWrongValue_IsNamedByRowAndColumn(string heading, string value, string fault)
    {
        var row = heading == "角色" ? $"b,吴,b@x.cn,{value}" : $"b,吴,b@x.cn,专家,{value}";
        var file = string.Join("\r\n", heading == "角色" ? Headings : $"{Headings},{heading}", row);

        Assert.StartsWith(fault, Assert.Single(Faults(await sample.PlanAsync(Encoding.UTF8.GetBytes(file)))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_OfOneIdOrOneMail_AreNamedWithTheFirst() => Assert.Equal(
    [
        "Row 3, User id: is the same as in row 2", "Row 4, Mail address: is the same as in row 2",
    ], Faults(await sample.PlanAsync(Wu, "wu,吴,w2@x.cn,专家", "b,吴,WU@x.cn,专家")));

    [Fact]
    public async Task Mail_OfAPersonWhoLeft_IsFree()
    {
        await sample.Desk.LeaveAsync("seed", "admin", default, TestContext.Current.CancellationToken);
        await sample.PeopleAsync();

        Assert.Empty((await sample.PlanAsync("b,吴,seed@x.cn,专家")).Faults);
    }

    [Theory]
    [InlineData("用户标识,姓名,邮箱", "Row 1, Roles: is missing")]
    [InlineData("User id,name,MAIL ADDRESS,角色,Phone", "Row 1, E: is no heading of the register")]
    [InlineData("用户标识,姓名,邮箱,角色,Name", "Row 1, Name: is there twice")]
    public async Task Headings_ThatAreWrong_AreNamed(string headings, string fault) =>
        Assert.Equal([fault], Faults(await sample.PlanAsync(Encoding.UTF8.GetBytes($"{headings}\r\n"))));

    [Fact]
    public async Task Delegate_OfTheSameFile_IsKnown()
    {
        var file = $"{Headings},代理人的用户标识\r\nb,吴,b@x.cn,专家,wu\r\n{Wu},\r\n";

        Assert.Empty((await sample.PlanAsync(Encoding.UTF8.GetBytes(file))).Faults);
    }

    [Fact]
    public async Task Rows_MoreThanTheLimit_AreRefused()
    {
        var rows = Enumerable.Range(0, 6).Select(number => $"p{number},吴,p{number}@x.cn,专家").ToArray();

        Assert.Equal(5, (await sample.PlanAsync(rows[..5])).Rows.Count);
        Assert.Equal(["At most 5 rows; split the file into several"], Faults(await sample.PlanAsync(rows)));
    }

    [Theory]
    [InlineData("2026/3/2")]
    [InlineData("2026年3月2日")]
    [InlineData("2026-03-02")]
    public async Task Day_InAnyWriting_IsRead(string day)
    {
        var file = $"{Headings},不在岗起始日,不在岗截止日\r\nb,吴,b@x.cn,专家,{day},{day}";

        Assert.Equal(new DateOnly(2026, 3, 2), Assert.Single((await sample.PlanAsync(Encoding.UTF8.GetBytes(file))).Rows).Row.Entry?.AwayFrom);
    }
}
