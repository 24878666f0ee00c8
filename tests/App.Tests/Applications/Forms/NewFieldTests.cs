using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using App.Tests.Assignments;
using App.Tests.Fixtures;
using App.Tests.Pages;
using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Forms;
using FunctionsApp.Approvals;
using FunctionsApp.Assignments;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Programmes;
using FunctionsApp.Reviews;
using Microsoft.AspNetCore.Http;
using static App.Tests.Reviews.ReviewSample;

namespace App.Tests.Applications.Forms;

/// <summary>A field in a definition's JSON, without code, is asked, validated, stored, shown and reviewed.</summary>
public sealed class NewFieldTests
{
    private const string Added = """{ "kind": "Number", "key": "laboratories", "label": { "zh-CN": "实验室数量", "en": "Laboratories" }, "required": true, "min": 1, "max": 9 }""";

    private static readonly ProgrammeDefinition Programme = FormSample.With($"[{Added}]");

    private readonly MemoryApp app = new(Examples.Now, FormAggregate.Kind, []);
    private readonly FormHttp http;

    public NewFieldTests() => http = new FormHttp(app.Store, new ProgrammeCatalogue([Programme]), app.Tokens, RenderedPage.Site(),
        app.Time, app.Tools.Staff);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Field_OfTheJsonAlone_IsAskedValidatedStoredShownAndReviewed()
    {
        await app.Store.PutAsync(ApplicationAggregate.Kind, Examples.Id, _ => Change.To(Examples.Draft(Programme), "u1", new FormSaved("", false, [])), Cancellation);

        var view = JsonNode.Parse((await CallAsync(http.GetAsync)).Body)!;
        Assert.Equal("Laboratories", view["fields"]![0]!["label"]!["en"]!.GetValue<string>());
        Assert.Equal("form.laboratories", view["missing"]![0]!["path"]!.GetValue<string>());
        Assert.Contains("<label for=\"f-laboratories\">实验室数量", WebUtility.HtmlDecode((await CallAsync(http.ShowAsync)).Body));

        var refusal = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(http.SaveAsync, """{ "laboratories": 10 }"""));
        Assert.Equal(("invalid-form", "Give 9 or less for “Laboratories”."), (refusal.Type.Slug, refusal.Detail!.English));
        var before = (await app.Store.GetAsync(FormAggregate.Kind, Examples.Id, Cancellation)).State;
        var saved = JsonNode.Parse((await CallAsync(http.SaveAsync, """{ "laboratories": 3 }""")).Body)!;
        Assert.True(saved["complete"]!.GetValue<bool>());
        var stored = (await app.Store.GetAsync(FormAggregate.Kind, Examples.Id, Cancellation)).State;
        Assert.Equal("""{"laboratories":3}""", stored.Answers.Json());

        Assert.NotEqual(ContentDigest.Of(before.Application), ContentDigest.Of(stored.Application));
        var submitted = stored.Application with { Status = ApplicationStatus.Submitted };
        var review = new ReviewState(submitted, [], [Assignment(1)], []) { Answers = stored.Answers };
        var shown = new DecisionShown(review, Assignment(1), Programme, "", id => id, []);
        var page = await ShownQuestion.RenderAsync(
            Assignment(1), ShownPart.Of<DecisionAbout, DecisionShown>(shown), ShownPart.Of<DecisionInputs, DecisionShown>(shown));
        Assert.Matches(@"<dt>Laboratories</dt>\s*<dd>3</dd>", page.Html);
        Assert.Contains("name=\"field.laboratories\"", page.Html);
        var form = new DecisionForm("t", DecisionKind.Return, null, [new ReturnItem(null, "Which?", "laboratories")]);
        var change = DecideApproval.Decide(review, Assignment(1), form, new Answering("expert-1", "", Examples.Now), [], []);
        Assert.Equal(["laboratories"], Assert.IsType<DecisionRecorded>(Assert.Single(change.Facts).Fact).Fields);
    }

    [Fact]
    public async Task Form_OfAnotherOrganisation_IsNotThere()
    {
        await app.Store.PutAsync(ApplicationAggregate.Kind, Examples.Id, _ => Change.To(Examples.Draft(Programme), "u1", new FormSaved("", false, [])), Cancellation);

        foreach (var function in new[] { http.GetAsync, http.SaveAsync, http.ShowAsync, http.FillAsync })
        {
            var refusal = await Assert.ThrowsAsync<ProblemException>(() => CallAsync(function, "{}", organisation: "91440300MA5EXA1291"));
            Assert.Equal("not-found", refusal.Type.Slug);
        }
    }

    private static async Task<(int Status, string Body)> CallAsync(
        Func<HttpRequest, string, CancellationToken, Task<IResult>> function, string body = "", string accept = "application/json", string? organisation = null)
    {
        var context = new DefaultHttpContext { RequestServices = ShownForm.Services };
        (context.Request.Scheme, context.Request.Host) = ("http", new HostString("localhost:7071"));
        context.Request.Method = body.Length == 0 ? "GET" : "PUT";
        context.Request.Headers.Accept = accept;
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        context.Features.Set(new Caller(
            "u1", "u1", null, new HashSet<Role> { Role.Applicant },
            organisation is null ? Examples.Applicant.Organisation : CreditCode.Parse(organisation), null, Language.Chinese));
        await (await function(context.Request, Examples.Id, Cancellation)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context.Response.StatusCode, await new StreamReader(context.Response.Body).ReadToEndAsync(Cancellation));
    }
}
