package io.renewals.intake;

import io.renewals.intake.adapter.MailLibrary;
import io.renewals.intake.domain.CalendarCheck;
import io.renewals.intake.domain.ReportCheck;
import io.renewals.intake.domain.SheetCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The domain's checks with this deployment's settings. */
@ApplicationScoped
public class Checks {
    private final ReportCheck reports;
    private final SheetCheck sheets = new SheetCheck(new MailLibrary());
    private final CalendarCheck calendars = new CalendarCheck(new MailLibrary());

    @Inject
    public Checks(IntakeConfig config) {
        this.reports = new ReportCheck(new MailLibrary(), config.clockSkew());
    }

    public ReportCheck reports() {
        return reports;
    }

    public SheetCheck sheets() {
        return sheets;
    }

    public CalendarCheck calendars() {
        return calendars;
    }
}
