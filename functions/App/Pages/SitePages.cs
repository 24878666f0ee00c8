using FunctionsApp.Identity;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Http;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Pages;

/// <summary>Makes a function's answer a page of the site.</summary>
public sealed class SitePages(IEnumerable<MenuEntry> menu, SignIn signIn)
{
    private static readonly Role[] Staff =
    [
        Role.DistrictOfficer, Role.DepartmentOfficer, Role.Expert, Role.IndustryBody, Role.LeadingGroup, Role.Publisher, Role.Administrator,
    ];

    private static readonly Role[] Selectors = [Role.DepartmentOfficer, Role.LeadingGroup, Role.Auditor, Role.Administrator];

    private readonly IReadOnlyList<MenuEntry> menu = [.. menu.OrderBy(entry => entry.Order)];

    /// <param name="connects">The one origin elsewhere to which the page's script sends something; null for none.</param>
    public PageResult<TPage, TModel> Show<TPage, TModel>(
        HttpRequest request, TModel model, int status = StatusCodes.Status200OK, string? connects = null)
        where TPage : PageBase<TModel> => new(Context(request), model) { Status = status, Connects = connects };

    /// <summary>A page whose own address is not passed on: its links lead to another one for the same.</summary>
    /// <param name="path">For the switch of the language and the way out, with its leading slash.</param>
    public PageResult<TPage, TModel> ShowAt<TPage, TModel>(
        HttpRequest request, string path, TModel model, int status = StatusCodes.Status200OK)
        where TPage : PageBase<TModel>
    {
        var context = Context(request);
        IReadOnlyList<(LocalizedText, string)> doors = context.Caller is null ? [] : [(PageTexts.SignOut, SignIn.Leave(path))];
        return new(context with { Path = path, Doors = doors }, model) { Status = status };
    }

    /// <summary>Takes a form; what the person can mend shows it again, with everything that was typed.</summary>
    /// <param name="take">Reads the form, changes something, and answers.</param>
    /// <param name="again">The page with the form, with the status of the problem.</param>
    public static async Task<IResult> TakeAsync(
        IFormCollection typed, Func<Task<IResult>> take, Func<Entered, int, Task<IResult>> again)
    {
        try
        {
            typed.RequireWithin();
            return await take();
        }
        catch (ProblemException problem) when (Entered.CanMend(problem))
        {
            return await again(Entered.Of(typed, problem), problem.Type.Status);
        }
    }

    /// <summary>Cause and remedy, and a way to sign in where that is the remedy.</summary>
    public IResult Explain(ProblemException problem, HttpRequest request)
    {
        // A refused caller is none to the function, and still one to the page.
        request.VariesByCaller();
        var context = Context(request, ClientPrincipal.Read(request.Headers));
        var doors = problem.Type.Account switch
        {
            AccountRemedy.SignIn => signIn.Doors(request),
            AccountRemedy.Change => [(PageTexts.ChangeAccount, signIn.Leave(request))],
            _ => [],
        };
        return new PageResult<ProblemPage, ProblemShown>(context, new ProblemShown(problem, doors)) { Status = problem.Type.Status };
    }

    public PageContext Context(HttpRequest request) => Context(request, request.FindCaller());

    private PageContext Context(HttpRequest request, Caller? caller) => new(
        PageLanguage.Of(request), caller, request.Path.ToUriComponent() + request.QueryString.ToUriComponent(),
        [.. menu.Where(entry => Sees(caller, entry.Audience))],
        caller is null ? signIn.Doors(request) : [(PageTexts.SignOut, signIn.Leave(request))]);

    private static bool Sees(Caller? caller, MenuAudience audience) => audience switch
    {
        MenuAudience.Applicants =>
            caller is not null && (caller.Is(Role.Applicant) || caller.Is(Role.Signatory) || caller.Is(Role.Partner)),
        MenuAudience.Staff => caller is not null && Staff.Any(caller.Is),
        MenuAudience.DepartmentOfficers => caller is not null && caller.Is(Role.DepartmentOfficer),
        MenuAudience.DepartmentAndAuditors => caller is not null && (caller.Is(Role.DepartmentOfficer) || caller.Is(Role.Auditor)),
        MenuAudience.Selectors => caller is not null && Selectors.Any(caller.Is),
        MenuAudience.Publishers => caller is not null && caller.Is(Role.Publisher),
        MenuAudience.Auditors => caller is not null && (caller.Is(Role.Auditor) || caller.Is(Role.Administrator)),
        MenuAudience.Administrators => caller is not null && caller.Is(Role.Administrator),
        MenuAudience.Operators => caller is not null && (caller.Is(Role.Operator) || caller.Is(Role.Administrator)),
        _ => true,
    };
}

/// <summary>What the page of a problem shows.</summary>
/// <param name="Doors">Where to sign in, if that helps.</param>
public sealed record ProblemShown(ProblemException Problem, IReadOnlyList<(LocalizedText Label, string Address)> Doors);
