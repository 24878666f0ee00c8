using Portal.Tests.Browser;

namespace Portal.Tests.Visits;

/// <summary>What holds for every page, in both languages; a failure names the pages.</summary>
[Collection(VisitedSiteGroup.Name)]
public sealed class PageTests(VisitedSite site)
{
    [Fact]
    public void Page_Opened_HasItsStatus() => site.RequireNone(visit => visit.Status != visit.Page.Status);

    /// <summary>Rules of WCAG 2.0 to 2.2, A and AA, and best practices; in light and dark colours.</summary>
    [Fact]
    public void Page_CheckedByAxe_HasNoViolation() => site.RequireNone(visit => visit.Violations);

    [Fact]
    public async Task Page_CheckedByAValidator_IsValidHtml() =>
        VisitedSite.RequireNone(await HtmlValidator.CheckAsync(site.Visits.ToDictionary(visit => $"{visit}", visit => visit.Html)));

    [Fact]
    public void Page_OnAnyScreen_NeverScrollsSideways() => site.RequireNone(visit => visit.Overflows);

    /// <summary>Nor does the content security policy find anything to refuse.</summary>
    [Fact]
    public void Page_Opened_LeavesTheConsoleEmpty() => site.RequireNone(visit => visit.Messages);

    [Fact]
    public void Page_Opened_AsksNoOtherHost() => site.RequireNone(visit => visit.Foreign);

    /// <summary>Scripts may add what only they can do, and take nothing away.</summary>
    [Fact]
    public void Page_WithoutScripts_HasTheSameContent()
    {
        site.RequireNone(visit => visit.ContentWithoutScripts.Length == 0);
        site.RequireNone(visit => visit.ContentWithoutScripts.Split('\n').Except(visit.Content.Split('\n')));
    }

    [Fact]
    public void Page_OfEachRoute_HasATitleOfItsOwn()
    {
        // What lies under api/ is a person's matter, and has its name.
        var shared = site.Visits.Where(visit => !visit.Page.Route.StartsWith("api/", StringComparison.Ordinal))
            .GroupBy(visit => (visit.Language, visit.Title))
            .Where(group => group.Key.Title.Length == 0 || group.Select(visit => visit.Page.Route).Distinct().Count() > 1);
        VisitedSite.RequireNone(shared.Select(group => $"{group.Key}: {string.Join(", ", group)}"));
    }

    /// <summary>A fault leads to its input.</summary>
    [Fact]
    public void Page_LinksToItsOwnPlaces_LeadThere() => site.RequireNone(visit => visit.DeadLinks);

    [Fact]
    public void Page_Opened_HasOneHeading() => site.RequireNone(visit => visit.Headings != 1);

    [Fact]
    public void Page_Opened_DeclaresItsLanguage() => site.RequireNone(visit => visit.Declared != visit.Language);

    /// <summary>First the link to the content, then everything in order, each with a focus that is seen.</summary>
    [Fact]
    public void Page_ByKeyboard_IsReachedInOrder() => site.RequireNone(visit => visit.KeyboardFaults);
}
