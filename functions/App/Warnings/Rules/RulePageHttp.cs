using System.Globalization;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Charts;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace FunctionsApp.Warnings.Rules;

/// <summary>What the page of all rules shows.</summary>
public sealed record RulesShown(IReadOnlyList<RuleView> Rules);

/// <summary>What a rule's page shows.</summary>
/// <param name="Test">Null where the form of the back-test is refused.</param>
/// <param name="Tested">The form of the back-test.</param>
/// <param name="Switching">The form of the activation.</param>
/// <param name="State">Tag of the activation that is shown; empty while there was none.</param>
public sealed record RuleShown(
    IndicatorRule Rule, RuleView View, BackTest? Test, Entered Tested, Entered Switching, string State, LocalizedText? Done = null)
{
    /// <summary>How bad each month was, to the point; null where there is nothing to draw.</summary>
    public ChartData? Chart => Test is { } test && Bars(test) is { Count: > 0 } bars ? new ChartData(
        RuleTexts.Course(Rule, test), StatisticsTexts.Period, [new ChartPart(RuleTexts.Badness(Rule), ChartData.Shades[2])], bars) : null;

    private IReadOnlyList<ChartBar> Bars(BackTest test) =>
    [
        .. from month in test.Months
           where month.Reading.Value is not null
           select new ChartBar(
               RuleTexts.Month(month.Reading.Period),
               [(long)decimal.Round(Math.Max(0, Rule.Badness(month.Reading.Value!.Value)), MidpointRounding.AwayFromZero)]),
    ];
}

/// <summary>The pages of rules, by the same bodies and rules as the API.</summary>
/// <remarks>The names of its functions come before those of warnings: the host takes the first route that fits.</remarks>
public sealed class RulePageHttp(RuleDesk desk, SitePages pages)
{
    private const string DoneParameter = "done";
    private const string State = "state";

    /// <summary>GET /warnings/rules. 200 all rules with what they found.</summary>
    [Function("Rules_Pages")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Shows the rules of warnings", IsListed = false)]
    public async Task<IResult> ShowAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/rules")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<RulesPage, RulesShown>(request, new RulesShown(await desk.ReadAllAsync(cancellation)));

    /// <summary>GET /warnings/rules/{id}?sector=&amp;blue=&amp;…. 200 the rule and a back-test · 400 the form again · 404.</summary>
    [Function("Rules_Page")]
    [Access(Role.Publisher, Role.DepartmentOfficer, Role.Auditor, Role.Administrator)]
    [Operation("Shows a rule of warnings, and tests it over past months", IsListed = false)]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/rules/{id}")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var (rule, typed) = (desk.Get(id), new FormCollection(request.Query.ToDictionary(field => field.Key, field => field.Value)));
        return SitePages.TakeAsync(
            typed,
            async () =>
            {
                var test = await desk.TestAsync(rule, typed.Read<BackTestBody>(), cancellation);
                return await ShowAsync(request, rule, test, Shown(test), Entered.Nothing, cancellation);
            },
            (entered, status) => ShowAsync(request, rule, null, entered, Entered.Nothing, cancellation, status));
    }

    /// <summary>POST /warnings/rules/{id}/activation. 303 to the rule · 400, 412 its page again, with what was typed · 404.</summary>
    [Function("Rules_ActivateByPage")]
    [Access(Role.Administrator)]
    [Operation("Switches a rule on or off by the page's form", IsListed = false, SeesOther = true)]
    public async Task<IResult> ActivateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "warnings/rules/{id}/activation")] HttpRequest request, string id,
        CancellationToken cancellation)
    {
        var typed = await request.ReadFormBodyAsync(cancellation);
        var rule = desk.Get(id);
        return await SitePages.TakeAsync(
            typed,
            async () =>
            {
                var body = typed.Read<ActivationBody>();
                await desk.ActivateAsync(id, body, request.Caller().Id, Precondition(typed), cancellation);
                return new SeeOther($"/warnings/rules/{id}?{DoneParameter}={(body.Version is null ? "off" : "on")}");
            },
            async (entered, status) =>
            {
                var test = await desk.TestAsync(rule, new BackTestBody(), cancellation);
                return await ShowAsync(request, rule, test, Shown(test), entered, cancellation, status);
            });
    }

    private async Task<IResult> ShowAsync(
        HttpRequest request, IndicatorRule rule, BackTest? test, Entered tested, Entered switching, CancellationToken cancellation,
        int status = StatusCodes.Status200OK)
    {
        var (view, etag) = await desk.ReadAsync(rule, cancellation);
        return pages.Show<RulePage, RuleShown>(
            request,
            new RuleShown(
                rule, view, test, tested, switching, etag is null ? "" : $"{EntityTags.Of(etag, [])}",
                RuleTexts.Done(request.Query[DoneParameter])),
            status);
    }

    /// <summary>The form with what was tested.</summary>
    private static Entered Shown(BackTest test)
    {
        var values = test.Thresholds.ToDictionary(
            threshold => threshold.Level.ToString().ToLowerInvariant(), threshold => Text(threshold.At));
        (values["sector"], values["district"]) = (test.Sector, test.District ?? "");
        (values["hysteresis"], values["organisations"], values["sharePercent"]) =
            (Text(test.Hysteresis), Text(test.Sample.Organisations), Text(test.Sample.SharePercent));
        return new Entered(values);

        static StringValues Text(decimal value) => value.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Only what was shown is switched.</summary>
    private static Precondition Precondition(IFormCollection typed) => EntityTagHeaderValue.TryParse(typed[State].ToString(), out var tag)
        ? new Precondition([tag], null) : new Precondition(null, [EntityTagHeaderValue.Any]);
}
