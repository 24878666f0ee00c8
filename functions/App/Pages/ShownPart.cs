namespace FunctionsApp.Pages;

/// <summary>A part of a page with what it shows, for a page that is the same whatever the part is.</summary>
public sealed record ShownPart
{
    private ShownPart(Type component, object model) => (Component, Model) = (component, model);

    /// <summary>A <see cref="PageBase{TModel}"/>.</summary>
    public Type Component { get; }

    public object Model { get; }

    public static ShownPart Of<TPart, TModel>(TModel model)
        where TPart : PageBase<TModel>
        where TModel : notnull => new(typeof(TPart), model);
}
