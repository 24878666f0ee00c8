using Microsoft.AspNetCore.Components;

namespace FunctionsApp.Pages.Forms;

/// <summary>Inputs of a form that another component frames.</summary>
public abstract class InputsBase<TModel> : PageBase<TModel>
{
    [Parameter]
    public Entered Entered { get; set; } = Entered.Nothing;
}
