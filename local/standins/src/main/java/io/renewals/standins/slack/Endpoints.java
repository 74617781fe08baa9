package io.renewals.standins.slack;

/** Where the app listens and where the stand-in itself is reached; changed by the control API while it runs. */
final class Endpoints {
    private volatile String interactivity;
    private volatile String commands;
    private volatile String events;
    private volatile String own = "";

    Endpoints(String interactivity, String commands, String events) {
        this.interactivity = interactivity;
        this.commands = commands;
        this.events = events;
    }

    String interactivity() {
        return interactivity;
    }

    String commands() {
        return commands;
    }

    String events() {
        return events;
    }

    String responseUrl(String token) {
        return own + "/response/" + token;
    }

    void own(String url) {
        own = url;
    }

    /** Empty values leave what is set. */
    void change(String newInteractivity, String newCommands, String newEvents) {
        interactivity = newInteractivity.isEmpty() ? interactivity : newInteractivity;
        commands = newCommands.isEmpty() ? commands : newCommands;
        events = newEvents.isEmpty() ? events : newEvents;
    }
}
