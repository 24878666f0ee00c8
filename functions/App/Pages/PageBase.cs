using FunctionsApp.Platform;
using Microsoft.AspNetCore.Components;

namespace FunctionsApp.Pages;

/// <summary>What a page and each part of it are given.</summary>
public abstract class PagePart : ComponentBase
{
    [Parameter, EditorRequired]
    public PageContext Page { get; set; } = null!;

    protected string Say(LocalizedText text) => Page.Say(text);
}

/// <summary>A page, and what it shows.</summary>
public abstract class PageBase<TModel> : PagePart
{
    [Parameter, EditorRequired]
    public TModel Model { get; set; } = default!;
}
