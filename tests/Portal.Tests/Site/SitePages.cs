namespace Portal.Tests.Site;

/// <summary>Every page of the site. A new page needs a line here; <see cref="SitePagesTests"/> names those that lack one.</summary>
public static class SitePages
{
    private const string Rule = "warnings/rules/{id}";
    private const string Form = "my/{id}/form";
    private const string Seats = "panels/plans/{id}/seats/{application}";
    private const string ReportLine = "statistics/reports/{period}/line";
    private const string Answer = "api/assignments/{id}/answer";

    public static IReadOnlyList<SitePage> All { get; } =
    [
        // The public.
        Of(null, "home", "", "/"),
        Of(null, "programmes", "programmes", "/programmes"),
        Of(null, "programme", "programmes/{programme}", "/programmes/special-fund-rd"),
        Of(null, "programme-without-form", "programmes/{programme}", "/programmes/demonstration-institution"),
        Of(null, "warnings", "warnings", "/warnings"),
        Of(null, "warning", "warnings/{id}", city => $"/warnings/{city.Warning}"),
        Of(null, "warning-figures", "warnings/figures", "/warnings/figures"),
        Of(null, "warning-check", "warnings/validate", "/warnings/validate"),
        Of(null, "warning-check-refused", "warnings/validate", "/warnings/validate") with { Status = 400, IsSent = true },
        Of(null, "alerts", "alerts", "/alerts"),
        Of(null, "alerts-of-sector", "alerts/{sector}", "/alerts/testing"),
        Of(null, "notices", "notices", "/notices"),
        Of(null, "notice", "notices/{id}", city => $"/notices/{city.Notice}"),
        Of("zhao", "object", "notices/{id}/object", city => $"/notices/{city.Notice}/object"),
        new("object-refused", "notices/{id}/object", _ => "zhao", city => $"/notices/{city.Notice}/object") { Status = 400, IsSent = true },
        InInbox("inbox-objection", city => city.Objection),
        Of(null, "subscribe", "subscribe", "/subscribe"),
        Refused(null, "subscribe-refused", "subscribe"),
        Of(null, "subscription-confirm", "subscriptions/{id}/confirm", city => city.Confirmation),
        Of(null, "subscription", "subscriptions/{id}", city => city.Subscription),
        Of(null, "statistics", "statistics", $"/statistics?period={FilledCity.Published}"),
        Of(null, "white-papers", "white-papers", "/white-papers"),
        Of(null, "white-paper", "white-papers/{period}", $"/white-papers/{FilledCity.Paper}"),
        Of(null, "records", "records", "/records"),
        Of(null, "records-verify", "records/verify", "/records/verify"),
        Of(null, "records-verify-refused", "records/verify", "/records/verify") with { Status = 400, IsSent = true },
        Of(null, "records-format", "records/format", "/records/format"),
        Of(null, "release-calendar", "statistics/calendar", "/statistics/calendar"),
        Of(null, "status", "status", "/status"),
        Of(null, "not-found", "{path}", "/nowhere") with { Status = 404 },
        Of(null, "sign-in-first", "my", "/my") with { Status = 401 },

        // Applicants.
        Of("lin", "my", "my", "/my"),
        Of("zhao", "my-empty", "my", "/my"),
        Of("lin", "new", "my/new", "/my/new?programme=special-fund-rd"),
        Of("lin", "organisation", "my/organisation", "/my/organisation"),
        Of("lin", "organisation-people", "my/organisation/people", "/my/organisation/people"),
        Of("xu", "organisation-people-named", "my/organisation/people", "/my/organisation/people"),
        // Its first form takes the only signatory off.
        Refused("xu", "organisation-people-refused", "my/organisation/people") with { Status = 409 },
        Of("lin", "webhooks", "webhooks", "/webhooks"),
        Refused("lin", "webhooks-refused", "webhooks"),
        Of("lin", "webhook", "webhooks/{id}", city => $"/webhooks/{city.Webhook}"),
        Of("lin", "reports", "statistics/reports", "/statistics/reports"),
        Of("lin", "report", "statistics/reports/{period}", $"/statistics/reports/{FilledCity.Period}"),
        Of("lin", "report-line", ReportLine, $"/statistics/reports/{FilledCity.Period}/line?place=it/440305"),
        Of("lin", "report-line-refused", ReportLine, $"/statistics/reports/{FilledCity.Period}/line") with { Status = 400, IsSent = true },
        Of("lin", "draft", "my/{id}", city => $"/my/{city.Draft.Id}"),
        Of("lin", "under-review", "my/{id}", city => $"/my/{city.Reviewed.Id}"),
        Of("lin", "returned", "my/{id}", city => $"/my/{city.Returned.Id}"),
        Of("lin", "form", Form, city => $"/my/{city.Draft.Id}/form"),
        Of("lin", "form-under-review", Form, city => $"/my/{city.Reviewed.Id}/form"),
        Of("lin", "form-returned", Form, city => $"/my/{city.Returned.Id}/form"),
        Of("lin", "documents", "my/{id}/documents", city => $"/my/{city.Draft.Id}/documents"),
        Of("lin", "documents-returned", "my/{id}/documents", city => $"/my/{city.Returned.Id}/documents"),
        Of("lin", "letters", "my/{id}/letters", city => $"/my/{city.Returned.Id}/letters"),
        Of("lin", "appointment", "my/{id}/appointment", city => $"/my/{city.Visited.Id}/appointment"),
        Of("lin", "appointment-none", "my/{id}/appointment", city => $"/my/{city.Draft.Id}/appointment"),
        Of("lin", "appointment-refused", "my/{id}/appointment", city => $"/my/{city.Visited.Id}/appointment") with
        {
            Status = 400, IsSent = true,
        },
        Of("lin", "extension", "my/{id}/extension", city => $"/my/{city.Returned.Id}/extension"),
        Of("lin", "extension-none", "my/{id}/extension", city => $"/my/{city.Draft.Id}/extension"),
        Of("lin", "extension-refused", "my/{id}/extension", city => $"/my/{city.Returned.Id}/extension") with
        {
            Status = 400, IsSent = true,
        },
        Of("lin", "rejected", "my/{id}", city => $"/my/{city.Rejected.Id}"),
        Of("lin", "appeal", "my/{id}/appeal", city => $"/my/{city.Rejected.Id}/appeal"),
        Of("lin", "appeal-sent", "my/{id}/appeal", city => $"/my/{city.Appealed.Id}/appeal"),
        Of("lin", "appeal-none", "my/{id}/appeal", city => $"/my/{city.Draft.Id}/appeal"),
        Of("lin", "appeal-refused", "my/{id}/appeal", city => $"/my/{city.Rejected.Id}/appeal") with { Status = 400, IsSent = true },
        Of("lin", "draft-joint", "my/{id}", city => $"/my/{city.Joint.Id}"),
        Of("lin", "form-joint", Form, city => $"/my/{city.Joint.Id}/form"),
        Of("lin", "documents-promised", "my/{id}/documents", city => $"/my/{city.Joint.Id}/documents"),
        Of("lin", "consenting", "my/{id}", city => $"/my/{city.Consenting.Id}"),
        Of("lin", "signing", "my/{id}", city => $"/my/{city.Signing.Id}"),
        Of("lin", "referred", "my/{id}", city => $"/my/{city.Referred.Id}"),
        Of("lin", "letters-referred", "my/{id}/letters", city => $"/my/{city.Referred.Id}/letters"),
        Of("lin", "check", "my/{id}/check", city => $"/my/{city.Draft.Id}/check"),
        Of("lin", "withdraw", "my/{id}/withdraw", city => $"/my/{city.Draft.Id}/withdraw"),
        Of("lin", "recall", "my/{id}/recall", city => $"/my/{city.Draft.Id}/recall"),

        // Partners, signatories, institutions.
        Of("fang", "my-as-partner", "my", "/my"),
        Of("fang", "application-joint", "api/applications/{id}", city => $"/api/applications/{city.Signing.Id}"),
        Asked("consent", city => city.Consent),
        InInbox("inbox-consent", city => city.Consent),
        InInbox("inbox-consent-refused", city => city.Consent) with { Status = 400, IsSent = true },
        InInbox("inbox-sign", city => city.Signature),
        InInbox("inbox-sign-refused", city => city.Signature) with { Status = 400, IsSent = true },
        InInbox("inbox-referral", city => city.Referral),
        InInbox("inbox-referral-refused", city => city.Referral) with { Status = 400, IsSent = true },

        // Officers.
        Asked("decide", city => city.Decision),
        Asked("verify", city => city.Verification),
        new("inbox", "inbox", city => city.Decision.User, _ => "/inbox"),
        Of("audit", "inbox-empty", "inbox", "/inbox"),
        InInbox("inbox-decide", city => city.Decision),
        InInbox("inbox-answered", city => city.Answered),
        new("hand-over", "inbox/{id}/hand-over", city => city.Decision.User, city => $"/inbox/{city.Decision.Path.Split('/')[3]}/hand-over"),
        new("add-signer", "inbox/{id}/add-signer", city => city.Decision.User,
            city => $"/inbox/{city.Decision.Path.Split('/')[3]}/add-signer"),
        InInbox("document", city => city.Decision, "/documents/work-plan"),
        new("inbox-done", "inbox/done", city => city.Answered.User, _ => "/inbox/done"),
        Of("wu", "inbox-copies", "inbox/copies", "/inbox/copies"),
        new("copies", "copies/{id}", city => city.Decision.User, city => $"/copies/{city.Reviewed.Id}"),
        Of("wu", "not-allowed", "my", "/my") with { Status = 403 },
        Of("audit", "application", "api/applications/{id}", city => $"/api/applications/{city.Returned.Id}"),

        Of("audit", "duplicates", "api/applications/{id}/duplicates", city => $"/api/applications/{city.Copied.Id}/duplicates"),
        Of("audit", "duplicates-none", "api/applications/{id}/duplicates", city => $"/api/applications/{city.Approved.Id}/duplicates"),
        Of("audit", "passages", "api/applications/{id}/duplicates/{number}", city => $"/api/applications/{city.Copied.Id}/duplicates/0-1"),

        // Administrators.
        Of(null, "guides", "guides", "/guides"),
        Of("admin", "guides-drafts", "guides", "/guides"),
        Of("admin", "guide-new", "guide", "/guide?programme=informatization"),
        new("guide-refused", "guide", _ => "admin", _ => "/guide?programme=informatization") { Status = 400, IsSent = true },
        Of("admin", "guide-draft", "guide/{id}", city => $"/guide/{city.GuideDraft}"),
        Of("admin", "guide-publish", "guide/{id}/publish", city => $"/guide/{city.GuideDraft}/publish"),
        Of(null, "guide", "guide/{id}", city => $"/guide/{city.Guide}"),
        Of("admin", "guide-published", "guide/{id}", city => $"/guide/{city.Guide}"),
        Of("admin", "asked", "asked/{id}", city => $"/asked/{city.Decision.Path.Split('/')[3]}"),
        Of("admin", "people", "people", "/people"),
        Of("admin", "people-add", "person", "/person"),
        Of("admin", "people-import", "people/import", "/people/import"),
        Of("admin", "people-unassigned", "people/unassigned", "/people/unassigned"),
        Of("admin", "people-person", "people/{id}", "/people/wu"),
        Refused("admin", "people-add-refused", "person"),

        // The officer in charge of a site visit.
        InInbox("inbox-appointment", city => city.Offering),
        InInbox("inbox-appointment-refused", city => city.Offering) with { Status = 400, IsSent = true },
        InInbox("inbox-appointment-change", city => city.Offered),
        InInbox("inbox-report", city => city.Reporting),
        InInbox("inbox-report-refused", city => city.Reporting) with { Status = 400, IsSent = true },
        InInbox("inbox-reported", city => city.Reported),
        new("inbox-photos", "inbox/{id}/photos", city => city.Reporting.User, city => $"/inbox/{city.Reporting.Path.Split('/')[3]}/photos"),
        Of("audit", "photos", "api/applications/{id}/photos", city => $"/api/applications/{city.Visited.Id}/photos"),

        // The officer who examines an appeal.
        Asked("appeal-examined", city => city.Examination),
        InInbox("inbox-appeal", city => city.Examination),
        InInbox("inbox-appeal-refused", city => city.Examination) with { Status = 400, IsSent = true },
        Of("audit", "audit-appealed", "audit/applications/{id}", city => $"/audit/applications/{city.Appealed.Id}"),

        // The officer who decides a call's list.
        Of("huang", "selections", "selections", "/selections"),
        Of("huang", "selection-waiting", "selections/{id}", city => $"/selections/{city.Waiting}"),
        Of("huang", "selection-reserve", "selections/{id}", city => $"/selections/{city.Selected}"),
        Of("audit", "selection-by-auditor", "selections/{id}", city => $"/selections/{city.Selected}"),
        Of("huang", "selection-refused", "selections/{id}", city => $"/selections/{city.Waiting}") with { Status = 400, IsSent = true },
        InInbox("inbox-selection", city => city.Selecting),

        // Experts of a panel.
        Asked("declare", city => city.Declaration),
        InInbox("inbox-declare", city => city.Declaration),
        InInbox("inbox-declared", city => city.Declared),
        InInbox("inbox-score", city => city.Scoring),
        InInbox("inbox-score-refused", city => city.Scoring) with { Status = 400, IsSent = true },
        InInbox("inbox-score-correct", city => city.Scored),
        InInbox("inbox-score-final", city => city.FinalSheet),
        Of("audit", "panels", "api/applications/{id}/panels", city => $"/api/applications/{city.Judged.Id}/panels"),

        // The officer who assigns panels.
        Of("huang", "plans", "panels/plans", "/panels/plans"),
        Of("huang", "plan", "panels/plans/{id}", $"/panels/plans/{CityWithPanel.Plan}"),
        Of("huang", "plan-seats", Seats, city => $"/panels/plans/{CityWithPanel.Plan}/seats/{city.Planned.Id}"),

        // Auditors.
        Of("audit", "audit", "audit", "/audit?year=2026&status=Returned"),
        Of("admin", "audit-by-administrator", "audit", "/audit"),
        Of("audit", "retention", "retention", "/retention"),
        Of("admin", "retention-of-application", "retention/applications/{id}", city => $"/retention/applications/{city.Approved.Id}"),
        Of("audit", "oversight", "oversight", "/oversight"),
        Of("audit", "oversight-red", "oversight", "/oversight?light=Red&programme=special-fund-rd"),
        Of("audit", "audit-application", "audit/applications/{id}", city => $"/audit/applications/{city.Approved.Id}"),
        Of("audit", "versions", "documents/{id}/{type}", city => $"/documents/{city.Approved.Id}/work-plan"),
        Of("audit", "audit-readings", "audit/applications/{id}/readings", city => $"/audit/applications/{city.Approved.Id}/readings"),
        Of("audit", "audit-organisation", "audit/organisations/{code}", city => $"/audit/organisations/{city.Organisation}"),
        Of("audit", "report-coverage", "statistics/coverage", $"/statistics/coverage?period={FilledCity.Period}"),
        Of("audit", "accepted-reports", "statistics/accepted", $"/statistics/accepted?period={FilledCity.Period}"),
        Of("audit", "accepted-report", "statistics/accepted/{organisation}/{period}",
            city => $"/statistics/accepted/{city.Organisation}/{FilledCity.Period}"),
        Of("audit", "audit-decisions", "audit/decisions", "/audit/decisions"),
        Of("audit", "audit-guides", "audit/guides", "/audit/guides"),
        Of("admin", "operations", "operations", "/operations"),
        Of("admin", "operations-deliveries", "operations/deliveries", "/operations/deliveries"),
        Of("admin", "dead-letters", "operations/dead-letters", "/operations/dead-letters"),
        Of("audit", "dead-letters-of-queue", "operations/dead-letters", "/operations/dead-letters?entity=letters"),

        // Publishers.
        Of("pan", "publish", "publish", "/publish"),
        Of("pan", "publish-warning", "publish/warning", "/publish/warning"),
        Of("pan", "warning-update", "warnings/{id}/update", city => $"/warnings/{city.Warning}/update"),
        Of("pan", "warning-escalate", "warnings/{id}/escalate", city => $"/warnings/{city.Warning}/escalate"),
        Of("pan", "warning-cancel", "warnings/{id}/cancel", city => $"/warnings/{city.Warning}/cancel"),
        Of("pan", "warning-tasks", "warnings/{id}/tasks", city => $"/warnings/{city.Warning}/tasks"),
        Of("pan", "rules", "warnings/rules", "/warnings/rules"),
        Of("audit", "rule", Rule, "/warnings/rules/orders-falling?sector=it"),
        Of("pan", "rule-test-refused", Rule, "/warnings/rules/orders-falling?hysteresis=99") with { Status = 400 },
        Of("admin", "rule-by-administrator", Rule, "/warnings/rules/orders-falling"),
        Of("admin", "rule-refused", Rule, "/warnings/rules/orders-falling") with { Status = 400, IsSent = true },
        Of("pan", "publish-alert", "publish/alert", "/publish/alert"),
        Refused("pan", "publish-warning-refused", "publish/warning"),
        Refused("pan", "publish-alert-refused", "publish/alert"),
        Of("pan", "publish-alerts", "publish/alerts", "/publish/alerts"),
        Of("pan", "publish-white-papers", "publish/white-papers", "/publish/white-papers"),
        Of("pan", "publish-alert-draft", "publish/alerts/{id}", city => $"/publish/alerts/{city.AlertDraft}"),
        Of("pan", "publish-alert-withdraw", "publish/alerts/{id}/withdraw", city => $"/publish/alerts/{city.AlertDraft}/withdraw"),
    ];

    private static SitePage Of(string? user, string name, string route, string path) => Of(user, name, route, _ => path);

    private static SitePage Of(string? user, string name, string route, Func<FilledCity, string> path) => new(name, route, _ => user, path);

    /// <summary>The page whose form was sent empty.</summary>
    private static SitePage Refused(string? user, string name, string route) =>
        Of(user, name, route, $"/{route}") with { Status = 400, IsSent = true };

    /// <summary>The page of a mailed link, for the one who got it.</summary>
    private static SitePage Asked(string name, Func<FilledCity, (string User, string Path)> link) =>
        new(name, Answer, city => link(city).User, city => link(city).Path);

    /// <summary>The same in the inbox, without the link.</summary>
    private static SitePage InInbox(string name, Func<FilledCity, (string User, string Path)> link, string document = "") => new(
        name, document.Length == 0 ? "inbox/{id}" : "inbox/{id}/documents/{type}", city => link(city).User,
        city => $"/inbox/{link(city).Path.Split('/')[3]}{document}");
}
