using App.Tests.Fixtures;
using System.Text;
using App.Tests.Assignments;
using FunctionsApp.Applications;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.Platform.Http;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Approvals;

public sealed class DecisionFormTests
{
    [Fact]
    public async Task Read_FormAndJson_SayTheSame()
    {
        var form = await ReadAsync("application/x-www-form-urlencoded", "token=t&decision=Return&comment=+&item.plan=page+3&item.budget=");
        var json = await ReadAsync(
            "application/json", """{ "token": "t", "decision": "Return", "items": [ { "document": "plan", "reason": "page 3 " } ] }""");

        Assert.Equal(("t", "t"), (form.Token, json.Token));
        var (one, other) = (Decided(form), Decided(json));
        Assert.Equal([new ReturnItem("plan", "page 3")], one.Items);
        Assert.Equal(one.Items, other.Items);
        Assert.Equal((DecisionKind.Return, null, DecisionKind.Return, null), (one.Kind, one.Comment, other.Kind, other.Comment));
    }

    [Theory]
    [InlineData("SendBack", "District")]
    [InlineData("Approve", null)]
    public async Task ReadForm_StageToSendBackTo_IsMeantWhereThatIsChosenAlone(string decision, string? stage)
    {
        var form = await ReadAsync(
            "application/x-www-form-urlencoded", $"token=t&decision={decision}&comment=again&backTo=District&item.plan=x");

        Assert.Equal((stage, 0), (Decided(form).BackTo, Decided(form).Items.Count));
    }

    [Theory]
    [InlineData("Approve&referTo=a&referTo=b", "a,b")]
    [InlineData("Approve", "")]
    [InlineData("Reject&referTo=a", null)]
    public async Task ReadForm_ChosenInstitutions_AreMeantByAnApprovalAlone(string decision, string? chosen)
    {
        var form = await ReadAsync("application/x-www-form-urlencoded", $"token=t&decision={decision}");

        Assert.Equal(chosen?.Split(',', StringSplitOptions.RemoveEmptyEntries), form.ReferTo);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("approve")]
    public async Task ReadForm_NoSuchDecision_IsInvalidField(string decision)
    {
        var form = await ReadAsync("application/x-www-form-urlencoded", $"token=t&decision={decision}");

        Assert.Equal(PlatformProblems.InvalidField, Assert.Throws<ProblemException>(() => Decided(form)).Type);
    }

    [Theory]
    [InlineData("Approve, Reject")]
    [InlineData("1")]
    public async Task ReadJson_DecisionThatIsNoName_IsMalformed(string decision)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("application/json", $$"""{ "token": "t", "decision": "{{decision}}" }"""));

        Assert.Equal(PlatformProblems.MalformedJson, problem.Type);
    }

    [Fact]
    public async Task ReadJson_MemberTwice_IsMalformed()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("application/json", """{ "token": "t", "decision": "Approve", "decision": "Reject" }"""));

        Assert.Equal(PlatformProblems.MalformedJson, problem.Type);
    }

    [Fact]
    public async Task ReadJson_NullAmongTheItems_IsNamed()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("application/json", """{ "token": "t", "decision": "Return", "items": [ null ] }"""));

        Assert.Equal("#/items/0", Assert.Single(problem.Errors).Pointer);
    }

    [Theory]
    [InlineData("""{ "document": "plan" }""")]
    [InlineData("""{ "document": "plan", "reason": null }""")]
    public async Task ReadJson_ItemWithoutReason_IsMalformed(string item)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("application/json", $$"""{ "token": "t", "decision": "Return", "items": [ {{item}} ] }"""));

        Assert.Equal(PlatformProblems.MalformedJson, problem.Type);
    }

    [Fact]
    public async Task ReadForm_ReasonsLeftFromAnotherChoice_AreNoItems()
    {
        var form = await ReadAsync("application/x-www-form-urlencoded", "token=t&decision=Approve&item.plan=page+3");

        Assert.Empty(Decided(form).Items);
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=utf-7", "token=t&decision=Approve", null)]
    [InlineData("application/x-www-form-urlencoded", "token=%00%ff&decision=Approve", null)]
    [InlineData("multipart/form-data; boundary=x", "--x", "malformed-json")]
    public async Task Read_OddForm_IsReadOrRefused(string media, string body, string? slug)
    {
        if (slug is null) Assert.Equal(DecisionKind.Approve, (await ReadAsync(media, body)).Decision);
        else Assert.Equal(slug, (await Assert.ThrowsAsync<ProblemException>(() => ReadAsync(media, body))).Type.Slug);
    }

    [Fact]
    public async Task Read_FormBeyondWhatIsRead_IsFormTooLarge()
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => ReadAsync("application/x-www-form-urlencoded", "comment=" + new string('x', FormBody.ReadableBytes)));

        Assert.Equal(PlatformProblems.FormTooLarge, problem.Type);
        Assert.DoesNotContain("材料上传", problem.Type.Remedy.Chinese, StringComparison.Ordinal);
    }

    /// <summary>A page counts a line end as one character, and sends two; it counts a Chinese character as one, and sends nine.</summary>
    [Theory]
    [InlineData("文", DecideApproval.MaxComment, true)]
    [InlineData("文", DecideApproval.MaxComment + 1, false)]
    [InlineData("\r\n", DecideApproval.MaxComment - 2, true)]
    [InlineData("\r\n", DecideApproval.MaxComment - 1, false)]
    public async Task Comment_AsLongAsThePageAllows_IsTaken(string character, int count, bool taken)
    {
        var comment = "字" + string.Concat(Enumerable.Repeat(character, count - (character == "文" ? 1 : 0))) + (character == "文" ? "" : "字");
        var form = await ReadAsync("application/x-www-form-urlencoded", "token=t&decision=Approve&comment=" + Uri.EscapeDataString(comment));

        if (taken) Assert.Equal(DecideApproval.MaxComment, Decided(form).Comment!.Length);
        else Assert.Equal(PlatformProblems.InvalidField, Assert.Throws<ProblemException>(() => Decided(form)).Type);
    }

    private static Decision Decided(DecisionForm form) =>
        Assert.Single(DecideApproval.Decide(
            State([Assignment(1)]), Assignment(1), form, new Answering("p", "d", Opened), ["District"], []).Next.Decisions);

    /// <summary>As the callback reads it.</summary>
    private static async Task<DecisionForm> ReadAsync(string type, string body)
    {
        var http = new DefaultHttpContext { RequestServices = ShownForm.Services };
        http.Request.ContentType = type;
        if (http.Request.IsForm()) body = ShownForm.Send(http, body);
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        Question question = new ApprovalQuestion(new AskingBench(Opened).Tools(), Catalogue(FirstStage()), null!, null!);
        return (DecisionForm)(http.Request.IsForm()
            ? question.Read(await http.Request.ReadFormBodyAsync(TestContext.Current.CancellationToken))
            : await question.ReadAsync(http.Request, TestContext.Current.CancellationToken));
    }
}
